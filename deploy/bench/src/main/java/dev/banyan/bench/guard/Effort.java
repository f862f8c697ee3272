package dev.banyan.bench.guard;

/**
 * How much is simulated.
 *
 * @param innocent rollouts in which the sides are alike
 * @param others of those, for each of the other tests
 * @param harmful rollouts for each harm in each setting
 * @param healthy rollouts for each setting until "healthy"
 */
record Effort(int innocent, int others, int harmful, int healthy) {
    static final Effort FULL = new Effort(10_000, 3_000, 300, 200);
    static final Effort QUICK = new Effort(1_000, 300, 40, 20);
    static final Effort SMOKE = new Effort(2, 2, 2, 2);
}
