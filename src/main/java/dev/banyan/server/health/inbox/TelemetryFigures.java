package dev.banyan.server.health.inbox;

import dev.banyan.evaluation.Side;
import dev.banyan.server.delivery.kit.Text;
import dev.banyan.server.health.figures.EventCount;
import dev.banyan.server.health.figures.Kinds;
import dev.banyan.server.health.figures.LatencyPairs;
import dev.banyan.server.health.figures.OutcomeCell;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.server.health.figures.RouteFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a batch says of each route that the environment knows: whoever holds a key could fill the tables with names otherwise. Figures that
 * contradict each other are put right, so that no share is above one.
 */
final class TelemetryFigures {
    private static final int LONGEST_KIND = 60;
    private static final Pattern EVENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Predicate<String> known;
    private final Map<String, RouteFigures> byRoute = new HashMap<>();

    private TelemetryFigures(Predicate<String> known) {
        this.known = known;
    }

    static Map<String, RouteFigures> of(TelemetryRequest batch, Predicate<String> known) {
        TelemetryFigures figures = new TelemetryFigures(known);
        batch.outcomes().forEach(outcome -> figures.add(outcome.route(), RouteFigures.of(List.of(cell(outcome)))));
        batch.routes().forEach(route -> figures.add(route.route(), route(route)));
        batch.comparisons().forEach(counts -> figures.add(counts.route(), comparison(counts)));
        batch.missingKeys()
                .forEach((route, count) -> figures.add(route, new RouteFigures(null, null, 0, 0, 0, null, count, 0)));
        return figures.byRoute;
    }

    private void add(String route, RouteFigures figures) {
        if (known.test(route) && !figures.isEmpty()) {
            byRoute.merge(route, figures, RouteFigures::plus);
        }
    }

    private static OutcomeCell cell(TelemetryRequest.Outcome outcome) {
        Map<String, Long> kinds = new TreeMap<>();
        outcome.kinds().forEach((kind, count) -> {
            if (count > 0) {
                Kinds.add(kinds, Text.clean(kind, LONGEST_KIND), count);
            }
        });
        return new OutcomeCell(
                outcome.stage(),
                outcome.side().equals("new") ? Side.NEW : Side.LEGACY,
                outcome.operation(),
                outcome.calls(),
                Math.min(outcome.calls(), outcome.errors()),
                kinds,
                LatencyPairs.of(outcome.latency()));
    }

    private static RouteFigures route(TelemetryRequest.OfRoute route) {
        long failed = route.onlyLegacyFailed() + route.onlyNewFailed() + route.bothFailed();
        PairCounts pairs = new PairCounts(
                Math.max(route.pairs(), failed), route.onlyLegacyFailed(), route.onlyNewFailed(), route.bothFailed());
        Map<String, EventCount> events = new TreeMap<>();
        route.events().forEach((name, count) -> {
            if (EVENT.matcher(name).matches() && events.size() < RouteFigures.MOST_EVENTS) {
                events.put(name, new EventCount(count.legacy(), count.fresh()));
            }
        });
        return new RouteFigures(null, pairs, 0, 0, route.openings(), events, 0, 0);
    }

    private static RouteFigures comparison(ComparisonRequest counts) {
        return new RouteFigures(
                null,
                null,
                counts.compared(),
                Math.min(counts.compared(), counts.mismatched()),
                0,
                null,
                0,
                counts.learning());
    }
}
