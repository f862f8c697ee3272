package dev.banyan.server.plan.evidence;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How busy routes were lately, which is all that a forecast knows of the hours to come. */
@ApplicationScoped
public class Traffic {
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final Outcomes outcomes;

    Traffic(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** Requests per second of the quietest of the routes: all of them must have had enough. */
    public double perSecond(EnvironmentScope scope, List<String> routes) {
        Map<String, OutcomeSpan> spans = outcomes.byRoute(scope, LATELY);
        return routes.stream()
                        .mapToLong(route -> Optional.ofNullable(spans.get(route))
                                .map(OutcomeSpan::served)
                                .orElse(0L))
                        .min()
                        .orElse(0)
                / (double) LATELY.toSeconds();
    }
}
