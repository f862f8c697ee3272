package dev.banyan.server.guard.rail;

import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;

/**
 * All guardrails of a route; what is left out of one is as suggested for its kind.
 *
 * @param reason why; required where the environment is protected
 */
public record GuardrailsRequest(
        List<Item> guardrails, @Size(max = 1000) String reason) {

    /** Kind and action are texts here, so that a wrong one is refused by its name. */
    @RecordBuilder
    public record Item(
            String kind,
            BigDecimal harmPercentage,
            BigDecimal alpha,
            BigDecimal budgetPercentage,
            Integer slowMillis,
            String event,
            String name,
            String query,
            BigDecimal above,
            String action) {}
}
