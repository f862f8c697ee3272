package dev.banyan.server.guard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.rules.Evidence;
import dev.banyan.server.guard.rules.Observation;
import dev.banyan.server.guard.statistics.Finding;
import dev.banyan.server.guard.statistics.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * What the guard did, and why: all of it as it was at that moment.
 *
 * @param at when what was measured said so; {@code doneAt} when it was carried out, null until then
 * @param outcome {@code rolled-back}, {@code paused}, {@code told}, or {@code overtaken} by somebody who was faster; null until then
 * @param cause {@code harm}, or {@code both-degraded}
 * @param revision the environment's revision that carried it out; null until then
 * @param toldAt when plans and people were told; null until then
 * @param evidence null in lists
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionView(
        long id,
        String route,
        Instant at,
        String guardrail,
        String title,
        Reaction reaction,
        String outcome,
        String cause,
        String words,
        Instant doneAt,
        Long revision,
        Instant toldAt,
        EvidenceView evidence) {

    /**
     * @param method {@code compared}, {@code paired}, or {@code alone} against a budget
     * @param operation which requests were judged
     * @param legacy what legacy did since the rollout began; nothing where new was judged alone
     * @param difference the shares, new less legacy: both ends hold at all times together with a probability of 95 %
     * @param evidenceOfHarm e-value; harmful from {@code threshold} on
     * @param rollout what the route did then
     * @param began since when it did
     * @param values what Prometheus said in the minutes before, oldest first; null where it was not asked
     */
    @RecordBuilder
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvidenceView(
            GuardrailsView.Item guardrail,
            Method method,
            String operation,
            Counts legacy,
            @JsonProperty("new") Counts fresh,
            Range difference,
            Verdict verdict,
            double evidenceOfHarm,
            double threshold,
            Double budget,
            Double usualShare,
            String rollout,
            long rolloutRevision,
            Instant began,
            List<Second> seconds,
            List<Value> values) {

        /** The last seconds of this rollout; none when they are all that there were. */
        public List<Second> lately() {
            return Evidence.lately(seconds, Second::at, began);
        }
    }

    public record Counts(long calls, long bad) {}

    public record Range(double low, double high) {}

    /**
     * What Prometheus said.
     *
     * @param trouble why there is no value; otherwise null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(Instant at, Double value, String trouble) {}

    /** One second of both sides. */
    public record Second(
            Instant at, Counts legacy, @JsonProperty("new") Counts fresh) {}

    static DecisionView brief(Decision decision) {
        return of(decision, null);
    }

    static DecisionView whole(Decision decision) {
        return of(decision, evidence(decision.evidence()));
    }

    private static DecisionView of(Decision decision, EvidenceView evidence) {
        return DecisionViewBuilder.builder()
                .id(decision.id())
                .route(decision.route())
                .at(decision.at())
                .guardrail(decision.guardrail())
                .title(decision.evidence().guardrail().title())
                .reaction(decision.reaction())
                .outcome(decision.outcome())
                .cause(decision.cause().key())
                .words(decision.words())
                .doneAt(decision.doneAt())
                .revision(decision.revision())
                .toldAt(decision.toldAt())
                .evidence(evidence)
                .build();
    }

    private static EvidenceView evidence(Evidence kept) {
        Finding finding = kept.finding();
        Observation seen = kept.seen();
        return DecisionViewEvidenceViewBuilder.builder()
                .guardrail(GuardrailsView.Item.of(kept.guardrail()))
                .method(kept.method())
                .operation(kept.operation())
                .legacy(new Counts(seen.legacyCalls(), seen.legacyBad()))
                .fresh(new Counts(seen.newCalls(), seen.newBad()))
                .difference(new Range(finding.low(), finding.high()))
                .verdict(finding.verdict())
                .evidenceOfHarm(finding.evidenceOfHarm())
                .threshold(kept.threshold())
                .budget(kept.budget())
                .usualShare(kept.usualShare())
                .rollout(kept.rollout())
                .rolloutRevision(kept.revision())
                .began(kept.began())
                .seconds(kept.seconds().stream().map(DecisionView::second).toList())
                .values(
                        kept.values() == null
                                ? null
                                : kept.values().stream()
                                        .map(DecisionView::value)
                                        .toList())
                .build();
    }

    private static Value value(Evidence.Value kept) {
        return new Value(kept.at(), kept.value(), kept.trouble());
    }

    private static Second second(Evidence.Step step) {
        return new Second(
                step.at(),
                new Counts(step.legacyCalls(), step.legacyBad()),
                new Counts(step.newCalls(), step.newBad()));
    }
}
