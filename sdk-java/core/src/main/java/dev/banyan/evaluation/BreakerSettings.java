package dev.banyan.evaluation;

/** When an instance stops calling the new side of a route by itself, and how it tries again. Immutable. */
public final class BreakerSettings {

    private final int errors;
    private final int slow;
    private final int slowMillis;
    private final int windowSeconds;
    private final int minimumCalls;
    private final int openSeconds;
    private final int probes;

    private BreakerSettings(Builder builder) {
        errors = builder.errors;
        slow = builder.slow;
        slowMillis = builder.slowMillis;
        windowSeconds = builder.windowSeconds;
        minimumCalls = builder.minimumCalls;
        openSeconds = builder.openSeconds;
        probes = builder.probes;
    }

    /** A builder with the defaults: opens at 50 % errors of at least 20 calls in 10 s, probes after 30 s with 5 calls. */
    public static Builder builder() {
        return new Builder();
    }

    /** Millionths of the calls to the new side in the window that must have failed for it to open, 1 … 1,000,000. */
    public int errors() {
        return errors;
    }

    /** Millionths of the calls that must have been slow for it to open, 1 … 1,000,000; 1,000,000 only if all were. */
    public int slow() {
        return slow;
    }

    /** From how many milliseconds on a call is slow; 0 when slowness does not count. */
    public int slowMillis() {
        return slowMillis;
    }

    /** The length of the sliding window, 1 … 300 s. */
    public int windowSeconds() {
        return windowSeconds;
    }

    /** Fewer calls than that in the window never open it, 1 … 100,000. */
    public int minimumCalls() {
        return minimumCalls;
    }

    /** How long it stays open before calls probe the new side, 1 … 3,600 s. */
    public int openSeconds() {
        return openSeconds;
    }

    /** How many calls probe; all of them must do well for it to close, 1 … 1,000. */
    public int probes() {
        return probes;
    }

    /** Collects settings; not thread-safe. Each method throws {@link IllegalArgumentException} out of its range. */
    public static final class Builder {
        private int errors = 500_000;
        private int slow = Bucketing.BUCKETS;
        private int slowMillis;
        private int windowSeconds = 10;
        private int minimumCalls = 20;
        private int openSeconds = 30;
        private int probes = 5;

        private Builder() {}

        /** Millionths of failed calls, 1 … 1,000,000. */
        public Builder errors(int millionths) {
            errors = within("errors", millionths, 1, Bucketing.BUCKETS);
            return this;
        }

        /** Millionths of calls that last {@code millis} or longer, 1 … 1,000,000; 0 ms (up to 600,000) switches it off. */
        public Builder slow(int millionths, int millis) {
            slow = within("slow", millionths, 1, Bucketing.BUCKETS);
            slowMillis = within("slowMillis", millis, 0, 600_000);
            return this;
        }

        /** The window, 1 … 300 s, and the least calls in it, 1 … 100,000. */
        public Builder window(int seconds, int leastCalls) {
            windowSeconds = within("windowSeconds", seconds, 1, 300);
            minimumCalls = within("minimumCalls", leastCalls, 1, 100_000);
            return this;
        }

        /** How long it stays open, 1 … 3,600 s, and how many calls then probe, 1 … 1,000. */
        public Builder recovery(int seconds, int calls) {
            openSeconds = within("openSeconds", seconds, 1, 3_600);
            probes = within("probes", calls, 1, 1_000);
            return this;
        }

        /** The settings. */
        public BreakerSettings build() {
            return new BreakerSettings(this);
        }

        private static int within(String what, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(what + " " + value + " is not within " + min + " and " + max);
            }
            return value;
        }
    }
}
