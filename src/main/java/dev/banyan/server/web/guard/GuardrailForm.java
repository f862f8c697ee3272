package dev.banyan.server.web.guard;

import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.kit.SelectOption;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What watches a route, and the form that changes it. Texts are as the user typed them, so that a refused form comes back unchanged.
 *
 * @param version of the guardrails that it is about
 * @param addable kinds that can be added
 * @param reasonNeeded a protected environment asks why
 * @param refused why nothing was changed where no field is to blame, or null
 * @param open whether somebody is in the middle of it
 */
@RecordBuilder
public record GuardrailForm(
        RouteAddress address,
        Permit permit,
        long version,
        List<Row> rows,
        List<SelectOption> addable,
        boolean reasonNeeded,
        String reason,
        FieldRefusal refused,
        FieldRefusal reasonRefused,
        boolean open) {

    /**
     * One guardrail.
     *
     * @param refused what is wrong with it as a whole, or null
     */
    @RecordBuilder
    public record Row(
            int index,
            String kind,
            String title,
            List<SelectOption> actions,
            List<Field> fields,
            FieldRefusal refused) {}

    /**
     * @param name in the form: {@code 2.harmPercentage}
     * @param otherwise what holds while it is empty
     * @param refused what is wrong with it, or null
     */
    @RecordBuilder
    public record Field(
            String name,
            String label,
            String value,
            String unit,
            String otherwise,
            boolean text,
            FieldRefusal refused) {
        public String id() {
            return "rail-" + name.replace('.', '-');
        }

        /** How much room is left for the unit. */
        public String css() {
            return text ? "words" : unit.length() > 2 ? "number long-unit" : "number";
        }
    }
}
