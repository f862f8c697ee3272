package dev.banyan.server.web.traffic;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.RouteTimeline;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how the requests of all routes are split between the sides. */
@ApplicationScoped
public class SplitReader {
    /** Services that follow no moving route tell every four seconds; two of their batches are the shortest look that shows them all. */
    static final Duration LATEST = Duration.ofSeconds(8);

    private final Outcomes outcomes;
    private final RouteTimeline journeys;
    private final Clock clock;

    SplitReader(Outcomes outcomes, RouteTimeline journeys, Clock clock) {
        this.outcomes = outcomes;
        this.journeys = journeys;
        this.clock = clock;
    }

    /** By route; those without a request in the last minutes only if they were moved in them. */
    public Map<String, SplitView> read(EnvironmentScope scope) {
        Instant now = clock.instant();
        Map<String, Instant> moves = journeys.lastMoves(scope, now.minus(TrafficWords.SPAN));
        Map<String, OutcomeSpan> averages = outcomes.byRoute(scope, TrafficWords.SPAN, moves);
        Map<String, OutcomeSpan> latest = outcomes.byRoute(scope, LATEST, moves);
        return Stream.concat(averages.keySet().stream(), moves.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        route -> route,
                        route -> split(averages.get(route), latest.get(route), moved(moves, route, now), now)));
    }

    private static SplitView split(OutcomeSpan average, OutcomeSpan latest, Duration moved, Instant now) {
        if (average == null) {
            return TrafficWords.silent().since(moved);
        }
        Duration looked = moved == null || moved.compareTo(LATEST) > 0 ? LATEST : moved;
        return TrafficWords.split(average, average.newest(), now).since(moved).at(now(latest, looked));
    }

    private static SplitView.Now now(OutcomeSpan latest, Duration looked) {
        if (latest == null || latest.served() == 0) {
            return null;
        }
        double seconds = Math.max(1, looked.toMillis() / 1_000.0);
        return new SplitView.Now(
                Math.round(latest.fresh().served() * 1_000 / seconds), Math.round(latest.served() * 1_000 / seconds));
    }

    private static Duration moved(Map<String, Instant> moves, String route, Instant now) {
        return Stream.of(route, "")
                .map(moves::get)
                .flatMap(Stream::ofNullable)
                .max(Instant::compareTo)
                .map(at -> Duration.between(at, now))
                .map(age -> age.isNegative() ? Duration.ZERO : age)
                .orElse(null);
    }

    /** Of one route that is not among those that were read. */
    public static SplitView of(Map<String, SplitView> splits, String route) {
        return Optional.ofNullable(splits.get(route))
                .orElseGet(() -> TrafficWords.silent()
                        .since(Optional.ofNullable(splits.get(""))
                                .map(SplitView::moved)
                                .orElse(null)));
    }
}
