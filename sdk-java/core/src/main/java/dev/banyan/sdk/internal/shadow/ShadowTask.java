package dev.banyan.sdk.internal.shadow;

import dev.banyan.sdk.internal.route.RouteState;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One shadow read: a call of the side that does not answer, then a comparison. Run by one thread, given up or dropped by
 * another; each step is taken by whoever comes first, so that everything is counted once.
 */
public abstract class ShadowTask {
    private static final int WAITING = 0;
    private static final int CALLING = 1;
    private static final int CALLED = 2;
    private static final int OVER = 3;

    private final RouteState route;
    private final long deadlineNanos;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final AtomicInteger step = new AtomicInteger(WAITING);
    /** Who runs it; written and read under the lock of the pool. */
    Thread thread;
    /** Whether the thread that runs it has to start the next one first. */
    boolean needsStandIn;

    protected ShadowTask(RouteState route, long deadlineNanos) {
        this.route = route;
        this.deadlineNanos = deadlineNanos;
    }

    /** Does everything, on the calling thread. */
    public final void run() {
        if (step.compareAndSet(WAITING, CALLING)) {
            work();
        }
    }

    /** Calls and compares; asks {@link #called} and {@link #finished} before it counts anything. */
    protected abstract void work();

    /** The deadline has passed, while the call was going on or at another time; must not block. */
    protected abstract void late(boolean calling);

    /** It will never be done, since the client is closing; must not block. */
    protected abstract void dropped();

    /** Whether the call came back before it was given up. */
    protected final boolean called() {
        return step.compareAndSet(CALLING, CALLED);
    }

    /** Whether the comparison came to its end before it was given up. */
    protected final boolean finished() {
        return step.compareAndSet(CALLED, OVER);
    }

    final RouteState route() {
        return route;
    }

    /** The one of the thread that asked for the read. */
    final ClassLoader loader() {
        return loader;
    }

    final long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether nothing more will be counted, though a thread may still be busy with it. */
    final boolean isOver() {
        return step.get() == OVER;
    }

    /** Whether this call has ended it. */
    final boolean giveUpIfOverdue(long now) {
        if (now - deadlineNanos < 0) {
            return false;
        }
        int before = step.getAndSet(OVER);
        if (before != OVER) {
            late(before == CALLING);
        }
        return before != OVER;
    }

    final void drop() {
        if (step.getAndSet(OVER) != OVER) {
            dropped();
        }
    }
}
