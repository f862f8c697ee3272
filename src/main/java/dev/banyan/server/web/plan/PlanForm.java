package dev.banyan.server.web.plan;

import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.kit.SelectOption;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The form in which a plan's steps are laid down: a row for each, and empty ones for more.
 *
 * @param version of the plan that is edited; 0 for a new one
 * @param stages that a step can lead to
 * @param refused what is wrong, or null
 * @param open whether it is unfolded
 */
@RecordBuilder
public record PlanForm(
        PlanAddress address,
        Permit permit,
        long version,
        List<SelectOption> stages,
        List<Row> rows,
        FieldRefusal refused,
        boolean open) {

    /** Whether there is no plan yet that it would edit. */
    public boolean makes() {
        return version == 0;
    }

    PlanForm unfolded() {
        return PlanFormBuilder.builder(this).open(true).build();
    }

    /**
     * @param share in percent; empty takes the step away
     * @param taken it is behind a running plan and stays as it is
     */
    @RecordBuilder
    public record Row(
            int index,
            String stage,
            String share,
            String minutes,
            String requests,
            String guard,
            boolean asks,
            boolean taken,
            boolean wrong) {
        public int number() {
            return index + 1;
        }

        public boolean at(String key) {
            return stage.equals(key);
        }

        public boolean demands(String key) {
            return guard.equals(key);
        }
    }
}
