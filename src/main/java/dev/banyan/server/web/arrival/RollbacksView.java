package dev.banyan.server.web.arrival;

import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The last rollbacks of a project.
 *
 * @param older where the rest is, or null
 * @param newest where the first page is, or null on the first page
 */
public record RollbacksView(Layout layout, List<Row> rows, String older, String newest) {

    /**
     * One rollback, isolation or drill.
     *
     * @param reached "12 of 12 instances", or null when nobody counted
     * @param missing names of those that had not applied it
     * @param moreMissing how many are left out, in words, or null
     */
    @RecordBuilder
    public record Row(
            String what,
            String icon,
            boolean drill,
            String environment,
            Moment at,
            String by,
            String reason,
            String reached,
            boolean complete,
            boolean nobody,
            List<ConvergenceView.Time> times,
            List<String> missing,
            String moreMissing,
            String page) {

        public String reachedIcon() {
            return complete ? "check" : nobody ? "dot" : "alert";
        }
    }

    public boolean none() {
        return rows.isEmpty();
    }
}
