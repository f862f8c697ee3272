package dev.banyan.sdk.internal.shadow;

import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.route.RouteState;
import java.lang.reflect.Constructor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one client that do what no caller waits for. Everything is bounded: what does not fit is refused, what takes
 * too long is given up, and whatever one route does, the others go on.
 *
 * <p>At most {@link #MOST_WORKING} threads work at a time, {@link #MOST_PER_ROUTE} of them on one route. A task that has not
 * ended at its deadline is interrupted and given up; a thread that it does not let go no longer counts as working, so that
 * another one takes its place, but still counts for its route: a route that hangs for ever holds two threads, for ever, and no
 * more. One thread always stays idle. It keeps the deadlines, so no timer is needed, and it starts the next thread, so none
 * inherits anything from a request. The others end when they have been idle for a while. Thread-safe; nothing here waits for a task.
 */
public final class ShadowPool {
    static final int MOST_WORKING = 4;
    static final int MOST_PER_ROUTE = 2;
    static final int MOST_THREADS = 16;
    static final int MOST_WAITING = 256;
    static final int MOST_WAITING_PER_ROUTE = 32;
    public static final long IDLE_MILLIS = 10_000;

    /** While tasks keep coming, the watcher looks for them so often, for as long as that after the last one. */
    private static final long LOOK_NANOS = 2_000_000;

    private static final long LOOK_ON_NANOS = 20_000_000;
    private static final ClassLoader OWN_LOADER = ShadowPool.class.getClassLoader();

    private final String threadNames;
    private final long idleNanos;
    private final Faults faults;
    private final Deque<ShadowTask> waiting = new ArrayDeque<>();
    private final List<ShadowTask> running = new ArrayList<>();
    private int threads;
    private int idle;
    private int starting;
    private final AtomicInteger started = new AtomicInteger();
    private boolean closed;
    /** The idle thread that will look at the deadlines first, at {@link #wakeNanos}. Whoever leaves none behind wakes one. */
    private Thread watcher;

    private long wakeNanos;
    private long lastOfferNanos;

    public ShadowPool(String threadNames, long idleMillis, Faults faults) {
        this.threadNames = threadNames;
        this.idleNanos = idleMillis * 1_000_000;
        this.faults = faults;
    }

    /** Starts the first thread, unless there is one already. */
    public void open() {
        synchronized (this) {
            if (threads > 0 || closed) {
                return;
            }
            admitThread();
        }
        startThread();
    }

    /** Takes a task over; false when there is no room for it, or no thread. */
    public synchronized boolean offer(ShadowTask task) {
        if (closed || threads == 0 || waiting.size() >= MOST_WAITING) {
            return false;
        }
        int ofRoute = 0;
        for (ShadowTask other : waiting) {
            ofRoute += other.route() == task.route() ? 1 : 0;
        }
        if (ofRoute >= MOST_WAITING_PER_ROUTE) {
            return false;
        }
        waiting.add(task);
        lastOfferNanos = System.nanoTime();
        // Waking a thread is what a caller pays most for: only if nobody looks soon anyway.
        if (wakeNanos - lastOfferNanos > LOOK_NANOS && mayRun(task.route()) || task.deadlineNanos() - wakeNanos < 0) {
            notify();
        }
        return true;
    }

    /** Ends the threads as soon as their tasks let them go; interrupts these, and drops what waits. */
    public synchronized void close() {
        closed = true;
        waiting.forEach(ShadowTask::drop);
        waiting.clear();
        running.forEach(task -> {
            task.drop();
            task.thread.interrupt();
        });
        notifyAll();
    }

    synchronized int threads() {
        return threads;
    }

    private void work() {
        arrive();
        try {
            for (ShadowTask task = take(); task != null; task = take()) {
                run(task);
            }
        } finally {
            leave();
        }
    }

    private void run(ShadowTask task) {
        Thread thread = Thread.currentThread();
        try {
            if (task.needsStandIn && !startThread()) {
                task.drop();
            }
            thread.setContextClassLoader(task.loader());
            task.run();
        } catch (Throwable thrown) {
            faults.internal("a shadow read", thrown);
        } finally {
            end(task);
            thread.setContextClassLoader(OWN_LOADER);
        }
    }

    /** The next task, or null when the thread is to end. */
    private synchronized ShadowTask take() {
        long since = System.nanoTime();
        idle++;
        try {
            while (!closed) {
                long now = System.nanoTime();
                giveUpOverdue(now);
                ShadowTask next = next();
                if (next != null && (hasStandIn() || threads < MOST_THREADS)) {
                    return begin(next);
                }
                if (idle > 1 && now - since >= idleNanos) {
                    return null;
                }
                await(now, idle > 1 ? since + idleNanos : now + Long.MAX_VALUE / 2);
            }
            return null;
        } finally {
            idle--;
            if (watcher == null) {
                notify();
            }
        }
    }

    private boolean hasStandIn() {
        return idle > 1 || starting > 0;
    }

    private ShadowTask begin(ShadowTask task) {
        if (!hasStandIn()) {
            task.needsStandIn = true;
            admitThread();
        }
        waiting.remove(task);
        running.add(task);
        task.thread = Thread.currentThread();
        if (task.deadlineNanos() - wakeNanos < 0) {
            notify();
        }
        return task;
    }

    private synchronized void end(ShadowTask task) {
        running.remove(task);
        // Whoever gave the task up has interrupted it under this lock: from here on the thread is clean again.
        Thread.interrupted();
        notify();
    }

    private void admitThread() {
        threads++;
        starting++;
    }

    private synchronized void arrive() {
        starting--;
    }

    private synchronized void leave() {
        threads--;
    }

    /** The first task that may run now, or null. */
    private ShadowTask next() {
        for (ShadowTask task : waiting) {
            if (mayRun(task.route())) {
                return task;
            }
        }
        return null;
    }

    private boolean mayRun(RouteState route) {
        int working = 0;
        int ofRoute = 0;
        for (ShadowTask task : running) {
            working += task.isOver() ? 0 : 1;
            ofRoute += task.route() == route ? 1 : 0;
        }
        return working < MOST_WORKING && ofRoute < MOST_PER_ROUTE;
    }

    private void giveUpOverdue(long now) {
        waiting.removeIf(task -> task.giveUpIfOverdue(now));
        for (ShadowTask task : running) {
            if (task.giveUpIfOverdue(now)) {
                task.thread.interrupt();
            }
        }
    }

    /** Waits until the given time or a notification; the watcher, until there may be something to do. */
    private void await(long now, long until) {
        long left = Math.min(until - now, untilNextLook(now));
        if (watcher == null || now + left - wakeNanos < 0) {
            watcher = Thread.currentThread();
            wakeNanos = now + left;
        } else {
            left = until - now;
        }
        try {
            wait(Math.max(1, left / 1_000_000));
        } catch (InterruptedException stray) {
            // Nobody has a reason to interrupt an idle thread of this pool; it ends through close() only.
        }
        if (watcher == Thread.currentThread()) {
            watcher = null;
        }
    }

    private long untilNextLook(long now) {
        long left = now - lastOfferNanos < LOOK_ON_NANOS ? LOOK_NANOS : Long.MAX_VALUE;
        for (ShadowTask task : waiting) {
            left = Math.min(left, task.deadlineNanos() - now);
        }
        for (ShadowTask task : running) {
            left = task.isOver() ? left : Math.min(left, task.deadlineNanos() - now);
        }
        return left;
    }

    /** Never under the lock: on a busy machine it takes as long as the new thread waits for a processor. */
    private boolean startThread() {
        try {
            Thread thread = thread(this::work, threadNames + started.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(OWN_LOADER);
            thread.start();
            return true;
        } catch (Throwable noMoreThreads) {
            arrive();
            leave();
            faults.internal("starting a thread", noMoreThreads);
            return false;
        }
    }

    /** Without inheritable thread-locals where that can be said, from Java 9 on. */
    private static Thread thread(Runnable work, String name) {
        try {
            Constructor<Thread> without = Thread.class.getConstructor(
                    ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
            return without.newInstance(null, work, name, 0L, false);
        } catch (ReflectiveOperationException olderJava) {
            return new Thread(work, name);
        }
    }
}
