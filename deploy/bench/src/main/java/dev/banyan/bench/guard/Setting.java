package dev.banyan.bench.guard;

/**
 * Traffic of a route.
 *
 * @param rate requests per second
 * @param share which part of them the new side serves
 * @param base share that is bad on either side if all is well
 */
record Setting(double rate, double share, double base) {

    /** The share that is bad on a side that spoils so much of what would be good. */
    double harmed(double harm) {
        return base + harm * (1 - base);
    }
}
