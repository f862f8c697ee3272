package dev.banyan.server.guard.statistics;

/**
 * What share is bad lately: old requests count less and less. Only ever used to choose the next bet, so it may be wrong without making the
 * test wrong.
 */
public record Rate(double calls, double bad) {
    /** After so many looks what was seen counts half. */
    private static final double HALF_LIFE = 600;

    private static final double FADING = Math.pow(0.5, 1 / HALF_LIFE);
    /** What is believed before anything was seen: one in a hundred, worth twenty requests. */
    private static final double BELIEVED_CALLS = 20;

    private static final double BELIEVED_BAD = 0.2;

    static final Rate UNKNOWN = new Rate(0, 0);

    Rate plus(long moreCalls, long moreBad) {
        return new Rate(calls * FADING + moreCalls, bad * FADING + moreBad);
    }

    /** Neither 0 nor 1. */
    double share() {
        return (bad + BELIEVED_BAD) / (calls + BELIEVED_CALLS);
    }
}
