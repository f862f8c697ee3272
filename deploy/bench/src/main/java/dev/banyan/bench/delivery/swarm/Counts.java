package dev.banyan.bench.delivery.swarm;

import java.util.Arrays;
import java.util.TreeMap;

/** How the swarm's streams stand, and what went wrong so far. */
final class Counts {
    private final TreeMap<Integer, Integer> refusals = new TreeMap<>();
    private int begun;
    private int there;
    private int failedAttempts;
    private int polls;
    private int misfits;
    private int unacknowledged;
    private long[] backNanos = new long[1_024];
    private int backs;

    void clear() {
        refusals.clear();
        begun = 0;
        there = 0;
        forgetEvents();
    }

    /** Before something is done to the server: what follows is counted anew. */
    void forgetEvents() {
        failedAttempts = 0;
        polls = 0;
        misfits = 0;
        unacknowledged = 0;
        backs = 0;
    }

    int begun() {
        return begun;
    }

    /** At first each client that has begun is either there or on its way. */
    int connecting() {
        return begun - there;
    }

    int beginOne() {
        return begun++;
    }

    void back(long nanos) {
        there++;
        if (backs == backNanos.length) {
            backNanos = Arrays.copyOf(backNanos, backs * 2);
        }
        backNanos[backs++] = nanos;
    }

    void left() {
        there--;
    }

    int there() {
        return there;
    }

    long[] backNanos() {
        return Arrays.copyOf(backNanos, backs);
    }

    void refusedWith(int status) {
        refusals.merge(status, 1, Integer::sum);
    }

    void attemptFailed() {
        failedAttempts++;
    }

    void polled() {
        polls++;
    }

    void misfit() {
        misfits++;
    }

    void notAcknowledged() {
        unacknowledged++;
    }

    int failedAttempts() {
        return failedAttempts;
    }

    int polls() {
        return polls;
    }

    int misfits() {
        return misfits;
    }

    int unacknowledged() {
        return unacknowledged;
    }

    /** Such as {@code 503:12}. */
    String refusals() {
        return refusals.toString();
    }
}
