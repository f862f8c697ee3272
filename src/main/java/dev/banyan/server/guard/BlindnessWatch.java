package dev.banyan.server.guard;

import dev.banyan.server.database.Database;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.rules.Sight;
import dev.banyan.server.health.fold.Unseen;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Looks every second, on every replica, whether the guard sees; monitoring asks what it found, which needs no database. */
@Startup
@ApplicationScoped
class BlindnessWatch {
    /** @param blind names of environments, as {@code shop/production} */
    record Found(List<String> blind, Instant at) {}

    private static final String DATABASE = "all: the database is away";
    private static final String NOT_LOOKED = "all: this replica has not been able to look";

    private final Recurring recurring = new Recurring(Logger.getLogger(BlindnessWatch.class));
    private final Unseen unseen;
    private final BlindnessLog log;
    private final Environments environments;
    private final Database database;
    private final Clock clock;
    private volatile Found found;

    BlindnessWatch(
            Unseen unseen,
            BlindnessLog log,
            Environments environments,
            Database database,
            Clock clock,
            MeterRegistry registry) {
        this.unseen = unseen;
        this.log = log;
        this.environments = environments;
        this.database = database;
        this.clock = clock;
        this.found = new Found(List.of(), clock.instant());
        Gauge.builder("banyan.guard.blind", () -> blind().size())
                .description("Environments whose guard does not see what services measure")
                .register(registry);
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void look() {
        recurring.attempt("Looking whether the guard sees", () -> {
            Unseen.Everywhere all = unseen.everywhere();
            found = new Found(names(all), clock.instant());
            log.note(all);
        });
    }

    private List<String> names(Unseen.Everywhere all) {
        return all.since().entrySet().stream()
                .filter(each -> Sight.isBlind(each.getValue(), all.now()))
                .flatMap(each -> environments.byId(each.getKey()).stream())
                .map(each -> each.scope().project() + "/" + each.scope().key())
                .toList();
    }

    /** Whose guard is blind, as far as this replica can tell. */
    List<String> blind() {
        Found last = found;
        return Stream.concat(nothingKnown(last).stream(), last.blind().stream()).toList();
    }

    private Optional<String> nothingKnown(Found last) {
        if (!database.isThere()) {
            return Optional.of(DATABASE);
        }
        boolean late = Duration.between(last.at(), clock.instant()).compareTo(Sight.PATIENCE) > 0;
        return late ? Optional.of(NOT_LOOKED) : Optional.empty();
    }
}
