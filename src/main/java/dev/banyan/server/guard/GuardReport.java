package dev.banyan.server.guard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.guard.rules.GuardrailState;
import dev.banyan.server.guard.rules.GuardrailStateWords;
import dev.banyan.server.guard.rules.Question;
import dev.banyan.server.guard.statistics.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * How a route stands with its guardrails, as a whole and one by one.
 *
 * @param blindSince when the first came of what the guard has not looked at; null while it sees
 * @param episodeBegan since when these figures are counted: the last change that moved somebody; null when nothing was measured since
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GuardReport(
        Verdict verdict,
        String words,
        long callsOnNew,
        Instant newestData,
        boolean bothDegraded,
        Instant episodeBegan,
        Instant blindSince,
        List<Rail> guardrails) {

    /**
     * @param calls requests on new, pairs or comparisons that were judged; 0 when there was nothing to judge
     * @param low the least difference of the shares, new less legacy; null when nothing is known, as are the others
     * @param stillNeeded about how many more until healthy; 0 when healthy, -1 when nobody can say
     */
    @RecordBuilder
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rail(
            String name,
            String title,
            Verdict verdict,
            String words,
            Reaction action,
            Method method,
            long calls,
            Double legacyShare,
            @JsonProperty("newShare") Double freshShare,
            Double low,
            Double high,
            Double evidenceOfHarm,
            long stillNeeded) {

        static Rail of(GuardrailState state, Instant now) {
            return state.telling().map(question -> of(state, question, now)).orElseGet(() -> nothing(state, now));
        }

        private static Rail of(GuardrailState state, Question question, Instant now) {
            var finding = question.finding();
            return GuardReportRailBuilder.builder()
                    .name(state.rail().name())
                    .title(state.rail().title())
                    .verdict(state.verdict(now))
                    .words(GuardrailStateWords.standing(state, now))
                    .action(state.rail().action())
                    .method(question.method())
                    .calls(finding.calls())
                    .legacyShare(finding.legacyShare())
                    .freshShare(finding.newShare())
                    .low(finding.low())
                    .high(finding.high())
                    .evidenceOfHarm(finding.evidenceOfHarm())
                    .stillNeeded(finding.stillNeeded())
                    .build();
        }

        private static Rail nothing(GuardrailState state, Instant now) {
            return GuardReportRailBuilder.builder()
                    .name(state.rail().name())
                    .title(state.rail().title())
                    .verdict(Verdict.INCONCLUSIVE)
                    .words(GuardrailStateWords.standing(state, now))
                    .action(state.rail().action())
                    .method(null)
                    .calls(0)
                    .legacyShare(null)
                    .freshShare(null)
                    .low(null)
                    .high(null)
                    .evidenceOfHarm(null)
                    .stillNeeded(-1)
                    .build();
        }
    }

    static GuardReport of(GuardStanding standing, Instant began, List<GuardrailState> rails, Instant now) {
        return GuardReportBuilder.builder()
                .verdict(standing.verdict())
                .words(standing.words())
                .callsOnNew(standing.callsOnNew())
                .newestData(standing.newestData())
                .bothDegraded(standing.bothDegraded())
                .episodeBegan(began)
                .blindSince(standing.blindSince())
                .guardrails(rails.stream().map(rail -> Rail.of(rail, now)).toList())
                .build();
    }
}
