package dev.banyan.server.guard.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.Finding;
import dev.banyan.server.guard.statistics.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one guardrail has seen in an episode.
 *
 * @param spent how many questions it asked in earlier episodes of the same rollout: each of them had its part of the error level
 * @param questions in the order in which they first came up
 * @param usual what is usual of legacy, by operation
 * @param breached whether harm was found and acted upon
 * @param degraded whether both sides were found degraded, and that still lasts
 * @param reading the newest answer of Prometheus, where that is asked; otherwise null
 */
@RecordBuilder
public record GuardrailState(
        Guardrail rail,
        int spent,
        List<Question> questions,
        List<Baseline> usual,
        LegacyLatency latency,
        boolean breached,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) Reading reading) {

    public static GuardrailState start(Guardrail rail) {
        return GuardrailStateBuilder.builder()
                .rail(rail)
                .spent(0)
                .questions(List.of())
                .usual(List.of())
                .latency(LegacyLatency.UNKNOWN)
                .breached(false)
                .degraded(false)
                .reading(null)
                .build();
    }

    /** For the next episode of a rollout, or for the same guardrail with other limits: all is asked anew, what is usual of legacy stays known. */
    GuardrailState anew(Guardrail now) {
        boolean goesOn = now.equals(rail) && !breached;
        return anew(now, goesOn ? spent + questions.size() : 0);
    }

    /** For another rollout: who goes on after a rollback, or after harm was found, has the whole error level again. */
    GuardrailState afresh(Guardrail now) {
        return anew(now, 0);
    }

    private GuardrailState anew(Guardrail now, int asked) {
        boolean sameThing = now.equals(rail) || now.kind() != GuardrailKind.SLOW;
        List<Baseline> known =
                sameThing ? usual.stream().map(each -> each.carried(whole(now))).toList() : List.of();
        return GuardrailStateBuilder.builder()
                .rail(now)
                .spent(asked)
                .questions(List.of())
                .usual(known)
                .latency(latency.carried())
                .breached(false)
                .degraded(false)
                .reading(now.equals(rail) ? reading : null)
                .build();
    }

    public GuardrailState plus(Observation look, Instant at) {
        GuardrailState next = look.method() == Method.PAIRED || !rail.kind().comparable() ? this : observed(look, at);
        return next.asked(look);
    }

    private GuardrailState asked(Observation look) {
        List<Question> asked = new ArrayList<>(questions);
        int index = index(look);
        if (index < asked.size()) {
            asked.set(index, asked.get(index).plus(look));
        } else {
            begin(look).ifPresent(begun -> asked.add(begun.plus(look)));
        }
        return GuardrailStateBuilder.builder(this).questions(List.copyOf(asked)).build();
    }

    /** Behind the last one when nobody has asked that yet. */
    private int index(Observation look) {
        int index = 0;
        while (index < questions.size() && !questions.get(index).asks(look)) {
            index++;
        }
        return index;
    }

    private Optional<Question> begin(Observation look) {
        Aim aim = whole(rail).part(spent + questions.size());
        double budget = budget(look.operation());
        boolean senseless = look.method() == Method.ALONE && !Question.hasRoom(aim, budget);
        return senseless ? Optional.empty() : Optional.of(Question.of(look, aim, budget));
    }

    /** A route whose legacy always had its share of errors is not held to less than that. */
    private double budget(String operation) {
        return usual(operation)
                .filter(Baseline::known)
                .map(known -> Math.max(rail.budget(), known.share()))
                .orElse(rail.budget());
    }

    private GuardrailState observed(Observation look, Instant at) {
        List<Baseline> next = new ArrayList<>(usual);
        Baseline before = usual(look.operation()).orElseGet(() -> Baseline.unknown(look.operation()));
        next.remove(before);
        next.add(before.plus(look, whole(rail), at));
        return GuardrailStateBuilder.builder(this).usual(List.copyOf(next)).build();
    }

    private static Aim whole(Guardrail rail) {
        return new Aim(rail.harm(), rail.alpha());
    }

    GuardrailState with(LegacyLatency known) {
        return GuardrailStateBuilder.builder(this).latency(known).build();
    }

    /** What Prometheus said: a value is one look, and none is no look. */
    public GuardrailState plus(Reading next) {
        GuardrailState heard = GuardrailStateBuilder.builder(this)
                .reading(next.isNewerThan(reading) ? next : reading)
                .build();
        return next.value() == null ? heard : heard.plus(Observation.of(rail.metric(), next.value()), next.at());
    }

    GuardrailState marked(boolean nowBreached, boolean nowDegraded) {
        return GuardrailStateBuilder.builder(this)
                .breached(nowBreached)
                .degraded(nowDegraded)
                .build();
    }

    Optional<Baseline> usual(String operation) {
        return usual.stream().filter(each -> each.operation().equals(operation)).findFirst();
    }

    /** The operation for which both sides are worse than usual, none of which blames new. */
    Optional<Baseline> bothWorse(Instant now) {
        return usual.stream()
                .filter(each -> each.bothAreWorse(now))
                .filter(each -> questions.stream()
                        .filter(asked -> asked.operation().equals(each.operation()))
                        .noneMatch(asked -> asked.finding().verdict() == Verdict.HARMFUL))
                .findFirst();
    }

    boolean legacyIsWorse(Instant now) {
        return usual.stream().anyMatch(each -> each.legacyIsWorse(now));
    }

    Optional<Question> harmful() {
        return questions.stream()
                .filter(each -> each.finding().verdict() == Verdict.HARMFUL)
                .findFirst();
    }

    /** The question that tells most: what blames new, else what clears it, else what is nearest to that. */
    @JsonIgnore
    public Optional<Question> telling() {
        return harmful().or(() -> questions.stream().max((one, other) -> Double.compare(told(one), told(other))));
    }

    private static double told(Question question) {
        Finding finding = question.finding();
        return finding.verdict() == Verdict.HEALTHY ? Double.MAX_VALUE : finding.evidenceOfHealth();
    }

    /** Why Prometheus says nothing at a moment; empty when it does, and where it is not asked. */
    Optional<String> missing(Instant now) {
        return rail.metric() == null ? Optional.empty() : Reading.missing(reading, now);
    }

    @JsonIgnore
    public Verdict verdict() {
        return telling().map(question -> question.finding().verdict()).orElse(Verdict.INCONCLUSIVE);
    }

    /** What was good while Prometheus was heard says nothing of what came after. */
    public Verdict verdict(Instant now) {
        return verdict() == Verdict.HEALTHY && missing(now).isPresent() ? Verdict.INCONCLUSIVE : verdict();
    }
}
