package dev.banyan.sdk.internal;

/**
 * How the rest of the client wakes, and finally ends, one of its threads. Thread-safe. A signal raised while nobody waits
 * is kept, so none is lost between a look at the work and the wait for more.
 */
final class Signal {
    private final Platform platform;
    private boolean raised;
    private volatile boolean closed;

    Signal(Platform platform) {
        this.platform = platform;
    }

    synchronized void raise() {
        raised = true;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    boolean closed() {
        return closed;
    }

    /** Waits until the signal is raised, closed, or the time is over; a raised signal is taken down. */
    synchronized void await(long millis) {
        long end = System.nanoTime() + Math.max(1, platform.realWait(millis)) * 1_000_000;
        long left = end - System.nanoTime();
        while (!raised && !closed && left > 0) {
            waitFor(left);
            left = end - System.nanoTime();
        }
        raised = false;
    }

    /** As {@link #await}, but only the end of the client cuts the wait short: a back-off is not to be shortened by work. */
    synchronized void awaitClosed(long millis) {
        long end = System.nanoTime() + Math.max(1, platform.realWait(millis)) * 1_000_000;
        long left = end - System.nanoTime();
        while (!closed && left > 0) {
            waitFor(left);
            left = end - System.nanoTime();
        }
    }

    private void waitFor(long nanos) {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException stray) {
            // The thread is the client's own and ends through close() only; a stray interrupt must not end delivery.
        }
    }
}
