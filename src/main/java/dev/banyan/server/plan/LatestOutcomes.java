package dev.banyan.server.plan;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.health.OutcomeSpan;
import dev.banyan.server.health.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Knows how many requests there were, and judges nothing. */
@ApplicationScoped
class LatestOutcomes implements GuardSource {
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final Outcomes outcomes;

    LatestOutcomes(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public GuardReading standing(EnvironmentScope scope, String route) {
        Optional<OutcomeSpan> lately =
                Optional.ofNullable(outcomes.byRoute(scope, LATELY).get(route));
        return new GuardReading(
                Verdict.INCONCLUSIVE,
                "Nothing watches this route.",
                lately.map(span -> span.fresh().calls()).orElse(0L),
                lately.map(OutcomeSpan::newest).orElse(null),
                false);
    }
}
