package dev.banyan.chaos;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.RouteHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A thread of an application that decides and records all the time, and notes what must not happen. */
final class Caller extends Thread {

    static final int KEYS = 32;
    static final long SLOW_NANOS = 5_000_000;

    private static final int BURST = 2 * KEYS;
    private static final long PAUSE_NANOS = 20_000_000;
    /** Kept: to ask for it takes a lock, and would be seen here as waiting. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Context[] CONTEXTS = contexts();

    private final RouteHandle route;
    private final Observation[] last = new Observation[KEYS];
    private final Set<Observation> observations = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;
    private volatile long seen;
    private volatile long made;
    private volatile long slow;
    private volatile long slowestNanos;
    private volatile int stepsBack;
    private volatile long waits;
    private volatile long blockedMillis;
    private volatile Throwable thrown;
    private long parks;

    Caller(String name, RouteHandle route) {
        super(name);
        this.route = route;
        setDaemon(true);
    }

    @Override
    public void run() {
        ThreadInfo before = info();
        try {
            while (!ended) {
                for (int i = 0; i < BURST; i++) {
                    serve(i % KEYS);
                }
                parks++;
                LockSupport.parkNanos(PAUSE_NANOS);
                noteWaits(before);
            }
        } catch (Throwable whatever) {
            thrown = whatever;
        }
    }

    void end() {
        ended = true;
    }

    /** The revision that last served it. */
    long seen() {
        return seen;
    }

    /** Decisions made and recorded. */
    long made() {
        return made;
    }

    long slow() {
        return slow;
    }

    long slowestNanos() {
        return slowestNanos;
    }

    int stepsBack() {
        return stepsBack;
    }

    /** How often a call of ours made this thread wait for anything. */
    long waits() {
        return waits;
    }

    /** How long calls of ours made this thread stand before a lock, all in all. */
    long blockedMillis() {
        return blockedMillis;
    }

    Throwable thrown() {
        return thrown;
    }

    Set<Observation> observations() {
        return observations;
    }

    static Context context(int key) {
        return CONTEXTS[key];
    }

    private void serve(int key) {
        long start = System.nanoTime();
        Decision decision = route.decide(CONTEXTS[key]);
        route.record(decision, Operation.READ, 1_000_000, Outcome.SUCCESS);
        long end = System.nanoTime();
        note(end - start);
        made++;
        if (decision.revision() < seen) {
            stepsBack++;
        }
        seen = decision.revision();
        observe(key, decision.stage().key());
    }

    private void observe(int key, String stage) {
        Observation known = last[key];
        if (known == null || known.revision() != seen || !known.stage().equals(stage)) {
            last[key] = new Observation(seen, key, stage);
            observations.add(last[key]);
        }
    }

    private void note(long nanos) {
        if (nanos > SLOW_NANOS) {
            slow++;
        }
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
        }
    }

    /** The machine may take a thread from its processor; only waiting beyond our own pauses is somebody's doing. */
    private void noteWaits(ThreadInfo before) {
        ThreadInfo now = info();
        waits = Math.max(0, now.getWaitedCount() - before.getWaitedCount() - parks);
        blockedMillis = now.getBlockedTime() - before.getBlockedTime();
    }

    private static ThreadInfo info() {
        return THREADS.getThreadInfo(Thread.currentThread().getId());
    }

    private static Context[] contexts() {
        Context[] contexts = new Context[KEYS];
        for (int key = 0; key < KEYS; key++) {
            contexts[key] = Context.of("customer-" + key);
        }
        return contexts;
    }
}
