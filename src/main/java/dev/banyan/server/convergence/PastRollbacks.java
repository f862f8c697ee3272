package dev.banyan.server.convergence;

import dev.banyan.server.environment.history.Commit;
import dev.banyan.server.environment.history.Commits;
import dev.banyan.server.environment.history.PastAction;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The last rollbacks, isolations and drills of a project. Queries belong to the page, not to its lines. */
@ApplicationScoped
public class PastRollbacks {

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
        Map<ArrivalLog.Key, Arrival> known = arrivals.newest(shown, clock.instant());
        return page.map(change -> PastRollback.of(change, known.get(ArrivalLog.Key.of(change.commit()))));
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
