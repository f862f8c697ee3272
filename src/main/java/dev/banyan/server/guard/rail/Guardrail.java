package dev.banyan.server.guard.rail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A condition on what services measure.
 *
 * @param harm the smallest harm that matters, as a difference of shares: 0.005 is half a percent
 * @param alpha the probability, at most, that it is breached in a rollout, all steps together, in which the new side does no harm
 * @param budget the share that may be bad where there is no legacy traffic to compare with
 * @param slowMillis for slow requests: the limit, or null for the 95th percentile of legacy
 * @param event for events: the name by which the application counts it
 * @param metric for Prometheus: what is asked, and how much is too much
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Guardrail(
        GuardrailKind kind,
        double harm,
        double alpha,
        double budget,
        Integer slowMillis,
        String event,
        Metric metric,
        Reaction action) {
    private static final double ONE_IN_A_HUNDRED = 0.01;

    /** Looks a few seconds apart are no independent witnesses, so more of them are asked for. */
    private static final double ONE_IN_A_THOUSAND = 0.001;

    /** By definition 5 of 100 requests of legacy are slower than its 95th percentile. */
    private static final double ABOVE_P95 = 0.05;

    /** What watches a route of which nobody has said anything. */
    public static final List<Guardrail> DEFAULTS = List.of(
            suggested(GuardrailKind.ERROR_RATE, null),
            suggested(GuardrailKind.SLOW, null),
            suggested(GuardrailKind.MISMATCH_RATE, null),
            suggested(GuardrailKind.SECOND_WRITES, null),
            suggested(GuardrailKind.BREAKER_OPENINGS, null));

    /** What holds for a kind where nothing else is said. Callers are harmed by errors; the rest is for a person to judge. */
    public static Guardrail suggested(GuardrailKind kind, String event) {
        return switch (kind) {
            case ERROR_RATE -> of(kind, 0.005, 0.01, null, Reaction.ROLL_BACK);
            case SLOW -> of(kind, 0.02, ABOVE_P95, null, Reaction.PAUSE);
            case MISMATCH_RATE -> of(kind, 0.005, 0.001, null, Reaction.PAUSE);
            case SECOND_WRITES -> of(kind, 0.005, 0.001, null, Reaction.PAUSE);
            case BREAKER_OPENINGS -> of(kind, 0.005, 0.0005, null, Reaction.PAUSE);
            case EVENT -> of(kind, 0.005, 0.01, event, Reaction.PAUSE);
            case PROMETHEUS ->
                GuardrailBuilder.builder()
                        .kind(kind)
                        .harm(0.1)
                        .alpha(ONE_IN_A_THOUSAND)
                        .budget(0.02)
                        .slowMillis(null)
                        .event(null)
                        .metric(null)
                        .action(Reaction.PAUSE)
                        .build();
        };
    }

    private static Guardrail of(GuardrailKind kind, double harm, double budget, String event, Reaction action) {
        return GuardrailBuilder.builder()
                .kind(kind)
                .harm(harm)
                .alpha(ONE_IN_A_HUNDRED)
                .budget(budget)
                .slowMillis(null)
                .event(event)
                .metric(null)
                .action(action)
                .build();
    }

    /** Names it within its route. */
    @JsonIgnore
    public String name() {
        String which = metric == null ? event : metric.name();
        return which == null ? kind.key() : kind.key() + ":" + which;
    }

    /** "Errors", "Slow requests, over 300 ms". */
    public String title() {
        return switch (kind) {
            case ERROR_RATE -> "Errors";
            case SLOW -> "Slow requests, over " + (slowMillis == null ? "legacy's p95" : slowMillis + " ms");
            case MISMATCH_RATE -> "Mismatches";
            case SECOND_WRITES -> "Failed second writes";
            case BREAKER_OPENINGS -> "Circuit breaker openings";
            case EVENT -> "Event " + event;
            case PROMETHEUS ->
                metric == null ? "Prometheus" : "Prometheus " + metric.name() + ", over " + metric.limit();
        };
    }
}
