package dev.banyan.server.health.inbox;

import dev.banyan.server.database.Sums;
import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one instance can have counted in the time of a batch. It is far beyond what any service does, so that no honest batch is refused; it
 * keeps whoever holds a key from filling sums with figures that nobody can believe.
 */
final class Plausibility {
    /** A call that does anything takes a processor a microsecond at least: a thousand processors would do nothing else. */
    static final long MOST_PER_SECOND = 1_000_000_000;

    /** Clocks are coarse, and counters go on while a batch is cut off. */
    private static final long GRACE_MILLIS = 1_000;

    private final long millis;
    private final long most;
    private final Map<String, Long> sums = new HashMap<>();

    private Plausibility(long millis) {
        this.millis = Math.min(millis, Kept.LONGEST.toMillis()) + GRACE_MILLIS;
        this.most = Math.min(this.millis * (MOST_PER_SECOND / 1_000), Sums.MOST);
    }

    /** @throws Problem that names the field which goes too far */
    static void require(TelemetryRequest batch) {
        Plausibility plausible = new Plausibility(batch.millis());
        each(batch.outcomes(), "outcomes", plausible::outcome);
        batch.missingKeys().forEach((route, count) -> plausible.add("missingKeys", "missingKeys." + route, count));
        each(batch.comparisons(), "comparisons", plausible::comparison);
        each(batch.routes(), "routes", plausible::route);
    }

    private interface Check<T> {
        void of(String field, T item);
    }

    private static <T> void each(List<T> items, String name, Check<T> check) {
        for (int i = 0; i < items.size(); i++) {
            check.of(name + "[" + i + "]", items.get(i));
        }
    }

    private void outcome(String field, TelemetryRequest.Outcome outcome) {
        add("calls", field + ".calls", outcome.calls());
        add("errors", field + ".errors", outcome.errors());
        for (List<Long> pair : outcome.latency()) {
            add("latency", field + ".latency", pair.get(1) == null ? 0 : pair.get(1));
        }
        outcome.kinds().forEach((kind, count) -> add("kinds", field + ".kinds", count));
    }

    private void comparison(String field, ComparisonRequest of) {
        add("compared", field + ".compared", of.compared());
        add("mismatched", field + ".mismatched", of.mismatched());
        add("failed", field + ".failed", of.failed());
        add("dropped", field + ".dropped", of.dropped());
        add("late", field + ".late", of.late());
        add("controls", field + ".controls", of.controls());
        add("learning", field + ".learning", of.learning());
        // One comparison can differ in many places.
        each(of.paths(), field + ".paths", (path, counts) -> {
            require(path + ".count", counts.count());
            require(path + ".control", counts.control());
        });
    }

    private void route(String field, TelemetryRequest.OfRoute of) {
        add("pairs", field + ".pairs", of.pairs());
        add("failed pairs", field + ".onlyLegacyFailed", of.onlyLegacyFailed());
        add("failed pairs", field + ".onlyNewFailed", of.onlyNewFailed());
        add("failed pairs", field + ".bothFailed", of.bothFailed());
        add("openings", field + ".openings", of.openings());
        of.events().forEach((name, event) -> {
            add("events", field + ".events", event.legacy());
            add("events", field + ".events", event.fresh());
        });
    }

    /** @param sum what it is added to, over the whole batch */
    private void add(String sum, String field, long count) {
        long before = sums.getOrDefault(sum, 0L);
        require(field, before + Math.max(0, count));
        sums.put(sum, before + Math.max(0, count));
    }

    private void require(String field, long count) {
        if (count > most) {
            throw Problem.badField(
                    field,
                    String.format(
                            Locale.ROOT,
                            "%s brings this batch to %,d. One instance counts at most %,d in %.1f s.",
                            field,
                            count,
                            most,
                            millis / 1_000.0),
                    String.format(
                            Locale.ROOT,
                            "Send each count once, and in millis for how many milliseconds it was counted: at most %,d a second.",
                            MOST_PER_SECOND));
        }
    }
}
