package dev.banyan.evaluation;

/** A share of a cohort at stage {@code to}, the rest at {@code from}. Immutable. */
public final class Rollout {

    private final Stage from;
    private final Stage to;
    private final int share;

    private Rollout(Stage from, Stage to, int share) {
        this.from = from;
        this.to = to;
        this.share = share;
    }

    /**
     * A rollout between two stages.
     *
     * @param from the stage of those outside the share
     * @param to the stage of those in the share
     * @param share millionths of the cohort, 0 … 1,000,000: a percentage with four decimals, times 10,000
     * @throws IllegalArgumentException when a stage is missing or the share is out of range
     */
    public static Rollout of(Stage from, Stage to, int share) {
        if (from == null || to == null) {
            throw new IllegalArgumentException("a rollout needs a 'from' and a 'to' stage");
        }
        if (share < 0 || share > Bucketing.BUCKETS) {
            throw new IllegalArgumentException("share " + share + " is not within 0 and " + Bucketing.BUCKETS);
        }
        return new Rollout(from, to, share);
    }

    /** The stage of those outside the share. */
    public Stage from() {
        return from;
    }

    /** The stage of those in the share. */
    public Stage to() {
        return to;
    }

    /** Millionths of the cohort at stage {@link #to()}, 0 … 1,000,000. */
    public int share() {
        return share;
    }

    /** Whether the bucket of a context matters: some of the cohort are at each of the two stages. */
    boolean isSplit() {
        return share > 0 && share < Bucketing.BUCKETS;
    }
}
