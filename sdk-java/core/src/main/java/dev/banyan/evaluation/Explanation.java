package dev.banyan.evaluation;

/** A decision together with what led to it. Immutable. */
public final class Explanation {

    /** The value of {@link #bucket()} when no bucket was asked for. */
    public static final int NO_BUCKET = -1;

    private final Decision decision;
    private final int bucket;

    Explanation(Decision decision, int bucket) {
        this.decision = decision;
        this.bucket = bucket;
    }

    /** An explanation of a decision for which no bucket was asked. */
    public static Explanation of(Decision decision) {
        return new Explanation(decision, NO_BUCKET);
    }

    /** The decision. */
    public Decision decision() {
        return decision;
    }

    /** The bucket of the context, 0 … 999,999, or {@link #NO_BUCKET} when it did not matter or could not be computed. */
    public int bucket() {
        return bucket;
    }
}
