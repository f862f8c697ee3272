package dev.banyan.bench.delivery.swarm;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done later, by the one thread that has everything in hand. */
final class Timers {
    private record Due(long nanos, Runnable work) {}

    /** By difference, because nanoTime may be negative. */
    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(due -> due.nanos() - ORIGIN));

    private static final long ORIGIN = System.nanoTime();

    void after(long nanos, Runnable work) {
        waiting.add(new Due(System.nanoTime() + nanos, work));
    }

    /** Does what is due; returns the milliseconds until something is, at least 1 and at most so many. */
    long run(long mostMillis) {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().nanos() - now <= 0) {
            waiting.poll().work().run();
        }
        if (waiting.isEmpty()) {
            return mostMillis;
        }
        long left = (waiting.peek().nanos() - System.nanoTime()) / 1_000_000;
        return Math.max(1, Math.min(mostMillis, left));
    }
}
