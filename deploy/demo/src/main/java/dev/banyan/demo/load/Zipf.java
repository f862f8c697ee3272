package dev.banyan.demo.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Some customers come often and most come seldom: rank r is drawn in proportion to 1 / r^exponent. Immutable. */
final class Zipf {

    private final double[] cumulated;

    Zipf(int ranks, double exponent) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 1; rank <= ranks; rank++) {
            sum += Math.pow(rank, -exponent);
            cumulated[rank - 1] = sum;
        }
    }

    /** A rank between 1 and the number of ranks. */
    int draw(RandomGenerator random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        return 1 + (found < 0 ? -found - 1 : found);
    }
}
