package dev.banyan.server.web.traffic;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.health.comparison.Comparisons;
import dev.banyan.server.health.reading.Outcomes;
import dev.banyan.server.health.reading.RouteHealth;
import dev.banyan.server.web.history.HistoryWords;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.RouteAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads what a route did over a span, and what was changed about it meanwhile. */
@ApplicationScoped
class PastTrafficReader {
    private static final int CHANGES_READ = 200;

    private final Outcomes outcomes;
    private final Flags flags;
    private final Comparisons comparisons;

    PastTrafficReader(Outcomes outcomes, Flags flags, Comparisons comparisons) {
        this.outcomes = outcomes;
        this.flags = flags;
        this.comparisons = comparisons;
    }

    PastTrafficView read(Layout layout, RouteAddress address, EnvironmentScope scope, PastSpan span, Instant now) {
        Instant from = now.minus(span.length());
        RouteHealth health = outcomes.series(scope, address.key(), from, now, span.points());
        List<PastChange> read = flags.history(scope, address.key(), Long.MAX_VALUE, CHANGES_READ);
        List<PastChange> history =
                read.stream().filter(change -> change.at().isAfter(from)).toList();
        PastTrafficWords words =
                new PastTrafficWords(span, health.steps(), Duration.ofSeconds(health.stepSeconds()), now);
        return new PastTrafficView(
                layout,
                address,
                words.traffic(
                        address.traffic(),
                        health.total(),
                        HistoryWords.marks(history),
                        PastChanges.of(
                                PastTrafficWords.changes(history, now),
                                history.size() == CHANGES_READ
                                        ? address.environment().audit()
                                        : null)),
                words.mismatches(health.total(), comparisons.paths(scope, address.key(), from, now)));
    }
}
