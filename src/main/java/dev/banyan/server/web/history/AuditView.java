package dev.banyan.server.web.history;

import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The audit page: what was done and refused, the newest first.
 *
 * @param older the address of the next page, or null on the last
 * @param newest the address of the first page, or null when this is it
 */
@RecordBuilder
public record AuditView(
        Layout layout, String address, Filter filter, List<AuditRow> rows, String older, String newest) {

    /** What is looked for; empty texts for anything. */
    public record Filter(
            String actor, String action, String environment, List<String> actions, List<String> environments) {

        public boolean narrow() {
            return !actor.isEmpty() || !action.isEmpty() || !environment.isEmpty();
        }
    }

    /**
     * One entry.
     *
     * @param action the action's name as the audit trail keeps it: "flag.rolled-back"
     * @param details each in words: "share 10 % → 25 %"
     */
    @RecordBuilder
    public record AuditRow(
            long sequence,
            Moment at,
            String actor,
            String action,
            String subject,
            String environment,
            List<String> details,
            boolean refused) {

        public String actionWords() {
            return AuditWords.action(action);
        }
    }

    public boolean none() {
        return rows.isEmpty();
    }
}
