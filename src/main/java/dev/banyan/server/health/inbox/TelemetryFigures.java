package dev.banyan.server.health.inbox;

import dev.banyan.evaluation.Side;
import dev.banyan.server.delivery.kit.Text;
import dev.banyan.server.health.figures.EventCount;
import dev.banyan.server.health.figures.Kinds;
import dev.banyan.server.health.figures.LatencyPairs;
import dev.banyan.server.health.figures.OutcomeCell;
import dev.banyan.server.health.figures.OutcomeCellBuilder;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.server.health.figures.RouteFigures;
import dev.banyan.server.health.figures.RouteFiguresBuilder;
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
                .forEach((route, count) -> figures.add(
                        route,
                        RouteFiguresBuilder.builder()
                                .cells(null)
                                .pairs(null)
                                .compared(0)
                                .mismatched(0)
                                .breakerOpenings(0)
                                .events(null)
                                .missingKeys(count)
                                .learning(0)
                                .build()));
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
        return OutcomeCellBuilder.builder()
                .stage(outcome.stage())
                .side(outcome.side().equals("new") ? Side.NEW : Side.LEGACY)
                .operation(outcome.operation())
                .calls(outcome.calls())
                .errors(Math.min(outcome.calls(), outcome.errors()))
                .errorKinds(kinds)
                .latency(LatencyPairs.of(outcome.latency()))
                .build();
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
        return RouteFiguresBuilder.builder()
                .cells(null)
                .pairs(pairs)
                .compared(0)
                .mismatched(0)
                .breakerOpenings(route.openings())
                .events(events)
                .missingKeys(0)
                .learning(0)
                .build();
    }

    private static RouteFigures comparison(ComparisonRequest counts) {
        return RouteFiguresBuilder.builder()
                .cells(null)
                .pairs(null)
                .compared(counts.compared())
                .mismatched(Math.min(counts.compared(), counts.mismatched()))
                .breakerOpenings(0)
                .events(null)
                .missingKeys(0)
                .learning(counts.learning())
                .build();
    }
}
