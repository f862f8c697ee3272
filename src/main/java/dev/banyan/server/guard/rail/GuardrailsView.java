package dev.banyan.server.guard.rail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.util.List;

/**
 * The guardrails of a route.
 *
 * @param version what a change of them must send as {@code If-Match}
 * @param suggested whether nobody has set anything, and the suggested ones hold
 * @param unchecked after a change: why Prometheus could not say whether it understands the queries; otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GuardrailsView(long version, boolean suggested, List<Item> guardrails, String unchecked) {

    /**
     * @param name names it within its route
     * @param title for people
     * @param harmPercentage the smallest harm that matters, in percentage points
     * @param alpha the probability, at most, that it is breached while the new side does no harm
     * @param budgetPercentage what may be bad where there is no legacy traffic to compare with
     * @param slowMillis for slow requests; null for the 95th percentile of legacy
     * @param query what Prometheus is asked, and {@code above} which value it is bad
     */
    @RecordBuilder
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String name,
            String title,
            GuardrailKind kind,
            BigDecimal harmPercentage,
            BigDecimal alpha,
            BigDecimal budgetPercentage,
            Integer slowMillis,
            String event,
            String query,
            BigDecimal above,
            Reaction action) {

        public static Item of(Guardrail rail) {
            return GuardrailsViewItemBuilder.builder()
                    .name(rail.name())
                    .title(rail.title())
                    .kind(rail.kind())
                    .harmPercentage(percentage(rail.harm()))
                    .alpha(plain(BigDecimal.valueOf(rail.alpha())))
                    .budgetPercentage(percentage(rail.budget()))
                    .slowMillis(rail.slowMillis())
                    .event(rail.event())
                    .query(rail.metric() == null ? null : rail.metric().query())
                    .above(
                            rail.metric() == null
                                    ? null
                                    : plain(BigDecimal.valueOf(rail.metric().above())))
                    .action(rail.action())
                    .build();
        }

        private static BigDecimal percentage(double share) {
            return plain(BigDecimal.valueOf(share).movePointRight(2));
        }

        private static BigDecimal plain(BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    static GuardrailsView of(GuardrailSet set) {
        return new GuardrailsView(
                set.version(),
                set.version() == 0,
                set.guardrails().stream().map(Item::of).toList(),
                null);
    }

    GuardrailsView unchecked(String why) {
        return new GuardrailsView(version, suggested, guardrails, why);
    }
}
