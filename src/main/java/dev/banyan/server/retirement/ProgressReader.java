package dev.banyan.server.retirement;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.RouteTimeline;
import dev.banyan.server.health.reading.LongUse;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Reads the burn-down of a project and of an environment. */
@ApplicationScoped
public class ProgressReader {
    private static final int LONGEST_DAYS = 365;

    private final Environments environments;
    private final RouteTimeline journeys;
    private final LongUse use;
    private final Clock clock;

    ProgressReader(Environments environments, RouteTimeline journeys, LongUse use, Clock clock) {
        this.environments = environments;
        this.journeys = journeys;
        this.use = use;
        this.clock = clock;
    }

    /** @param days how far back, today included */
    @Transactional
    public ProjectProgress ofProject(String project, int days) {
        return ProjectProgress.of(environments.ofProject(project).stream()
                .map(state -> ProjectProgress.Environment.of(state, of(state.scope(), days)))
                .toList());
    }

    /** @param days how far back, today included */
    @Transactional
    public Progress of(EnvironmentScope scope, int days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw Problem.badField("days", "days is " + days + ".", "Use a number from 1 to " + LONGEST_DAYS + ".");
        }
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate first = today.minusDays(days - 1L);
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        BurnDown burnDown = new BurnDown(first, today);
        List<Progress.Day> all = burnDown.days(journeys.since(scope, from), use.daily(scope, from));
        return new Progress(scope.key(), Progress.METHOD, burnDown.requests(all), burnDown.routes(all), all);
    }
}
