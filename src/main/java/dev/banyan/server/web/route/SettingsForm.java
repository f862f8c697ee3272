package dev.banyan.server.web.route;

import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How much of a route is compared and when its instances give up on the new side: how it stands, and the form that changes it. Texts
 * are as the user typed them, so that a refused form comes back unchanged.
 *
 * @param comparing how it stands, or null for a route whose stages never read both sides
 * @param breaker how it stands
 * @param breakerOn whether the box is ticked
 * @param way how fast a rollback returns the route now
 * @param refused why nothing was changed where no field is to blame, or null
 * @param open whether somebody is in the middle of it
 */
@RecordBuilder
public record SettingsForm(
        RouteAddress address,
        Permit permit,
        long version,
        String comparing,
        String breaker,
        List<Field> shadowFields,
        boolean breakerOn,
        List<Field> breakerFields,
        String way,
        Field paced,
        String reason,
        FieldRefusal refused,
        FieldRefusal reasonRefused,
        boolean open) {

    /**
     * A number to enter.
     *
     * @param name as the API calls it: {@code breaker.errorRate}
     * @param hint what it means, or null where the label says it
     * @param refused what is wrong with it, or null
     */
    @RecordBuilder
    public record Field(
            String name,
            String label,
            String value,
            String unit,
            String max,
            String step,
            String hint,
            FieldRefusal refused) {

        /** Unlike the name without a dot, which a selector would take for a class. */
        public String id() {
            return "settings-" + name.replace('.', '-');
        }
    }
}
