package dev.banyan.server.web.traffic;

import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.PastMove;
import dev.banyan.server.flag.RouteTimeline;
import dev.banyan.server.health.reading.EnvironmentHealth;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.Outcomes;
import dev.banyan.server.health.reading.RouteTrend;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Reads what the routes of an environment did over a span, together and each, and what was changed about them meanwhile. */
@ApplicationScoped
public class EnvironmentTrafficReader {
    private static final int CHANGES_READ = 500;
    private static final Comparator<EnvironmentTrafficView.Line> BUSIEST_FIRST = Comparator.comparingLong(
                    (EnvironmentTrafficView.Line line) -> line.split().served())
            .reversed();

    private final Outcomes outcomes;
    private final RouteTimeline journeys;
    private final Routes routes;

    EnvironmentTrafficReader(Outcomes outcomes, RouteTimeline journeys, Routes routes) {
        this.outcomes = outcomes;
        this.journeys = journeys;
        this.routes = routes;
    }

    EnvironmentTrafficView read(
            Layout layout, EnvironmentAddress address, EnvironmentScope scope, PastSpan span, Instant now) {
        Instant from = now.minus(span.length());
        EnvironmentHealth health = outcomes.together(scope, from, now, span.points());
        Duration step = Duration.ofSeconds(health.stepSeconds());
        List<PastMove> moves = journeys.moves(scope, from, CHANGES_READ);
        MoveWords changes = new MoveWords(address, moves);
        PastTrafficWords words = new PastTrafficWords(span, health.steps(), step, now);
        List<RouteTrend> trends = outcomes.trends(scope, from, now, span.listedPoints());
        return new EnvironmentTrafficView(
                layout,
                address,
                words.traffic(
                        address.traffic(),
                        health.total(),
                        changes.marks(step),
                        PastChanges.of(changes.rows(now), moves.size() == CHANGES_READ ? address.audit() : null)),
                trends.stream()
                        .map(trend -> line(address, trend, span, words))
                        .sorted(BUSIEST_FIRST)
                        .toList(),
                quiet(routes.all(scope.project(), null).size() - trends.size(), span));
    }

    /** The last days on the overview; where services have only begun to ask, the last hour. Null when nobody asked. */
    public PastGlance glance(EnvironmentAddress address, EnvironmentScope scope, Instant now) {
        EnvironmentHealth week = health(scope, PastSpan.WEEK, now);
        boolean young = served(week.steps().subList(0, week.steps().size() * 3 / 4)) == 0;
        PastSpan span = young ? PastSpan.HOUR : PastSpan.WEEK;
        EnvironmentHealth health = young ? health(scope, span, now) : week;
        if (served(health.steps().subList(0, health.steps().size() - 1)) == 0) {
            return null;
        }
        Duration step = Duration.ofSeconds(health.stepSeconds());
        PastTrafficWords words = new PastTrafficWords(span, health.steps(), step, now);
        List<PastMove> moves = journeys.moves(scope, now.minus(span.length()), CHANGES_READ);
        return new PastGlance(
                address.traffic() + "?span=" + span.key(),
                span,
                words.split(health.total()),
                words.requests(new MoveWords(address, moves).marks(step)));
    }

    private EnvironmentHealth health(EnvironmentScope scope, PastSpan span, Instant now) {
        return outcomes.together(scope, now.minus(span.length()), now, span.points());
    }

    private static long served(List<OutcomeSpan> steps) {
        return steps.stream().mapToLong(OutcomeSpan::served).sum();
    }

    static EnvironmentTrafficView.Line line(
            EnvironmentAddress address, RouteTrend trend, PastSpan span, PastTrafficWords words) {
        return new EnvironmentTrafficView.Line(
                trend.route(),
                address.route(trend.route()).traffic() + "?span=" + span.key(),
                words.split(trend.total()),
                Sparkline.of(trend.steps()));
    }

    static String quiet(int routes, PastSpan span) {
        return routes <= 0
                ? null
                : Figures.count(routes, "route was", "routes were") + " not asked for in the last " + span.last() + ".";
    }
}
