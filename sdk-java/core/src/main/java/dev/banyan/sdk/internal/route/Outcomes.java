package dev.banyan.sdk.internal.route;

import dev.banyan.sdk.internal.kit.RouteKeys;
import dev.banyan.sdk.internal.kit.Tally;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * All outcome counts of a client, bounded: memory grows with routes, never with requests, and stops growing at
 * {@link #MOST_CELLS} cells (about 2 to 3 KB each; more under contention). What does not fit is dropped and counted.
 */
public final class Outcomes {
    static final int MOST_ROUTES = 20_000;
    public static final int MOST_CELLS = 4_096;

    private final ConcurrentMap<String, RouteOutcomes> routes = new ConcurrentHashMap<>();
    private final AtomicInteger cells = new AtomicInteger();
    private final LongAdder dropped;
    private long reportedDropped;

    public Outcomes(Tally tally) {
        this.dropped = tally.droppedOutcomes;
    }

    /** The counts of a route; null when its key is no route key or there are too many, so that its records are dropped. */
    public RouteOutcomes of(String route) {
        RouteOutcomes known = RouteKeys.valid(route) ? routes.get(route) : null;
        if (known != null || !RouteKeys.valid(route) || routes.size() >= MOST_ROUTES) {
            return known;
        }
        return routes.computeIfAbsent(route, key -> new RouteOutcomes(this, key));
    }

    boolean admitCell() {
        if (cells.incrementAndGet() <= MOST_CELLS) {
            return true;
        }
        cells.decrementAndGet();
        return false;
    }

    void releaseCell() {
        cells.decrementAndGet();
    }

    /** Counts calls that will never be counted otherwise. */
    public void drop(long calls) {
        dropped.add(calls);
    }

    /** What was dropped since this was last asked; called by one thread. */
    public long drainDropped() {
        long all = dropped.sum();
        long since = all - reportedDropped;
        reportedDropped = all;
        return since;
    }
}
