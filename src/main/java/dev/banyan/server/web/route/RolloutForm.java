package dev.banyan.server.web.route;

import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RefusedField;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.kit.SelectOption;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The form that moves a route. Texts are as the user typed them, so that a refused form comes back unchanged.
 *
 * @param cohort the name of the cohort that is to move
 * @param pair {@code from:to}, by wire name
 * @param percentage what stands in the number field
 * @param error what is wrong with a field, or null
 * @param conflict who changed the route meanwhile, or null
 * @param note what to know before moving, or null
 * @param blocked why nobody can move this route now, or null
 * @param reasonNeeded whether the environment is protected
 */
@RecordBuilder
public record RolloutForm(
        RouteAddress address,
        Permit permit,
        long version,
        List<SelectOption> cohorts,
        String cohort,
        List<SelectOption> pairs,
        String pair,
        String percentage,
        String reason,
        PreviewView preview,
        RefusedField error,
        Conflict conflict,
        String note,
        String blocked,
        boolean reasonNeeded) {

    /** The route changed between looking and pressing. */
    public record Conflict(String actor, Moment at, String current, String yours) {}

    public boolean choosesCohort() {
        return cohorts.size() > 1;
    }

    public boolean choosesPair() {
        return pairs.size() > 1;
    }

    public boolean wrong(String field) {
        return error != null && error.field().equals(field);
    }

    /** An error that belongs to no field of this form is shown above it. */
    public boolean wrongElsewhere() {
        return error != null
                && !List.of("percentage", "pair", "cohort", "reason").contains(error.field());
    }

    /** The slider moves in whole steps, the number field keeps the decimals. */
    public String slider() {
        try {
            return String.valueOf(Math.round(Double.parseDouble(percentage)));
        } catch (NumberFormatException notANumber) {
            return "0";
        }
    }
}
