package dev.banyan.server.guard.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.database.Sums;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.statistics.Finding;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * All that a decision was based on, as it was at that moment; nothing of it is looked up later.
 *
 * @param operation which requests were judged: reads, writes or calls
 * @param seen the counts that were judged, since the rollout began
 * @param threshold the e-value from which on it counts as shown
 * @param budget what was allowed, where new was judged alone; otherwise null
 * @param usualShare for a fault of both sides: what share is usually bad on legacy; otherwise null
 * @param rollout what the route did: "serves 25 % from new"
 * @param revision the environment's revision that had begun it
 * @param began since when
 * @param seconds the last minutes, oldest first
 * @param values what Prometheus said in them, where that was asked; otherwise null
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        Breach.Cause cause,
        Guardrail guardrail,
        Method method,
        String operation,
        Finding finding,
        Observation seen,
        double threshold,
        Double budget,
        Double usualShare,
        String rollout,
        long revision,
        Instant began,
        List<Step> seconds,
        List<Value> values) {
    private static final int LATELY = 10;

    /** @param trouble why there is no value; otherwise null */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(Instant at, Double value, String trouble) {}

    /** One second of both sides. */
    public record Step(Instant at, long legacyCalls, long legacyBad, long newCalls, long newBad) {
        public Step plus(Step other) {
            return new Step(
                    at,
                    Sums.of(legacyCalls, other.legacyCalls),
                    Sums.of(legacyBad, other.legacyBad),
                    Sums.of(newCalls, other.newCalls),
                    Sums.of(newBad, other.newBad));
        }
    }

    /** The last seconds of this rollout; none when they are all that there were. */
    public List<Step> lately() {
        return lately(seconds, Step::at, began);
    }

    /** Since the rollout began there may have been millions of good ones; and what came before it tells nothing of it. */
    public static <T> List<T> lately(List<T> seconds, Function<T, Instant> at, Instant began) {
        List<T> since =
                seconds.stream().filter(each -> at.apply(each).isAfter(began)).toList();
        return since.size() > LATELY ? since.subList(since.size() - LATELY, since.size()) : List.of();
    }

    public static Step sum(List<Step> steps) {
        return steps.stream().reduce(new Step(null, 0, 0, 0, 0), Step::plus);
    }

    public static Evidence of(Breach breach, AnalysisRun episode, List<Step> seconds, List<Value> values) {
        Question question = breach.question();
        return EvidenceBuilder.builder()
                .cause(breach.cause())
                .guardrail(breach.rail())
                .method(question.method())
                .operation(question.operation())
                .finding(question.finding())
                .seen(question.seen())
                .threshold(question.threshold())
                .budget(question.alone() == null ? null : question.alone().budget())
                .usualShare(breach.usual() == null ? null : breach.usual().share())
                .rollout(episode.words())
                .revision(episode.revision())
                .began(episode.began())
                .seconds(seconds)
                .values(values)
                .build();
    }
}
