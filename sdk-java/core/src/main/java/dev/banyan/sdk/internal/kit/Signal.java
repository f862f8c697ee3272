package dev.banyan.sdk.internal.kit;

/**
 * How the rest of the client wakes, and finally ends, one of its threads. Thread-safe. A signal raised while nobody waits
 * is kept, so none is lost between a look at the work and the wait for more.
 */
public final class Signal {
    private boolean raised;
    private volatile boolean closed;

    public synchronized void raise() {
        raised = true;
        notifyAll();
    }

    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    public boolean closed() {
        return closed;
    }

    /** Waits until the signal is raised, closed, or the time is over; a raised signal is taken down. */
    public synchronized void await(long millis) {
        long end = System.nanoTime() + Math.max(1, millis) * 1_000_000;
        long left = end - System.nanoTime();
        while (!raised && !closed && left > 0) {
            waitFor(left);
            left = end - System.nanoTime();
        }
        raised = false;
    }

    private void waitFor(long nanos) {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException stray) {
            // The thread is the client's own and ends through close() only; a stray interrupt must not end delivery.
        }
    }
}
