package dev.banyan.sdk.internal.kit;

/**
 * Does what an interrupt of the calling thread must not spoil, and keeps the interrupt for whoever comes after: an application
 * interrupts its threads as it likes, and a file channel that one of them uses is then closed, a wait for another thread cut short.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    public static void run(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the end of a thread, at most until the given moment of {@link System#nanoTime()}; not for the calling one. */
    public static void join(Thread thread, long endNanos) {
        boolean interrupted = false;
        long left = millisUntil(endNanos);
        while (thread != null && thread != Thread.currentThread() && thread.isAlive() && left > 0) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = millisUntil(endNanos);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long endNanos) {
        return (endNanos - System.nanoTime()) / 1_000_000;
    }
}
