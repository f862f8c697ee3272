package dev.banyan.sdk;

import dev.banyan.evaluation.Side;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far the two sides of a route are out of step, as far as this process knows. Immutable. */
public final class Backlog {
    private final String route;
    private final Side side;
    private final int entries;
    private final Instant oldest;
    private final long lost;
    private final Map<String, Integer> reasons = new TreeMap<>();

    /**
     * The backlog that these failed writes of the route make, and how many could not be kept.
     *
     * @param side the one that lacks them; null for those of both
     */
    public Backlog(String route, Side side, Collection<FailedWrite> writes, long lost) {
        this.route = route;
        this.side = side;
        this.entries = writes.size();
        this.lost = lost;
        Instant first = null;
        for (FailedWrite write : writes) {
            first = first == null || write.since().isBefore(first) ? write.since() : first;
            reasons.merge(write.reason(), 1, Integer::sum);
        }
        this.oldest = first;
    }

    /** The route's key. */
    public String route() {
        return route;
    }

    /** The side that lacks the writes; empty when this counts what either side lacks. */
    public Optional<Side> side() {
        return Optional.ofNullable(side);
    }

    /** How many records wait to be reconciled; one counts once, however often its writes failed. */
    public int entries() {
        return entries;
    }

    /** Since when the oldest of them waits; empty when there is none. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    /**
     * How many failures could not be kept, because the ledger was full or the key missing or too long: reconciling does not
     * reach their records, a backfill does. Kept over restarts until {@link Banyan#forgetLost}.
     */
    public long lost() {
        return lost;
    }

    /** How many of the entries have which reason, by the name of the exception's class. */
    public Map<String, Integer> reasons() {
        return Collections.unmodifiableMap(reasons);
    }

    @Override
    public String toString() {
        return "backlog of " + route + (side == null ? "" : " on " + side.key()) + ": " + entries + " entries, " + lost
                + " lost";
    }
}
