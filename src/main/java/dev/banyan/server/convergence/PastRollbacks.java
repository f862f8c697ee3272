package dev.banyan.server.convergence;

import dev.banyan.server.environment.Commit;
import dev.banyan.server.environment.Commits;
import dev.banyan.server.environment.PastAction;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last rollbacks, isolations and drills of a project. Queries belong to the page, not to its lines. */
@ApplicationScoped
public class PastRollbacks {
    private static final Duration NOT_YET_KEPT = Duration.ofMinutes(5);

    private final Commits commits;
    private final ArrivalLog arrivals;
    private final Clock clock;

    PastRollbacks(Commits commits, ArrivalLog arrivals, Clock clock) {
        this.commits = commits;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** Newest first. */
    @Transactional
    public Page<PastRollback> page(String project, PageRequest request) {
        List<PastAction> rows = commits.back(project, position(request.after()), request.fetch());
        Page<PastAction> page = Page.of(rows, request, PastRollbacks::cursor);
        List<Commit> shown = page.items().stream().map(PastAction::commit).toList();
        Map<ArrivalLog.Key, Arrival> known = new HashMap<>(arrivals.of(shown));
        known.putAll(uncounted(shown, known));
        return page.map(change -> PastRollback.of(change, known.get(ArrivalLog.Key.of(change.commit()))));
    }

    /** Those of the last seconds, which nobody has kept yet. */
    private Map<ArrivalLog.Key, Arrival> uncounted(List<Commit> shown, Map<ArrivalLog.Key, Arrival> known) {
        Instant now = clock.instant();
        List<Commit> fresh = shown.stream()
                .filter(commit -> !known.containsKey(ArrivalLog.Key.of(commit)))
                .filter(commit -> commit.at().isAfter(now.minus(NOT_YET_KEPT)))
                .toList();
        return fresh.isEmpty() ? Map.of() : arrivals.count(fresh, now);
    }

    private static String cursor(PastAction change) {
        return change.at() + "_" + change.environmentId() + "_" + change.revision();
    }

    private static Commit position(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String[] parts = cursor.split("_", 3);
            return new Commit(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Instant.parse(parts[0]));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
            throw Problem.badField(
                    "after", "after is not a cursor of this list.", "Use the value of \"next\" from the page before.");
        }
    }
}
