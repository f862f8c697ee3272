package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.ShadowSettings;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.statistics.Finding;
import java.time.Instant;

/** How one guardrail stands, in words: part of what the API answers, and of the reasons that plans and rollouts keep. */
public final class GuardrailStateWords {
    private static final String LEARNING = "Waits until a service's instance has made "
            + ShadowSettings.CONTROLS_TO_LEARN + " control calls, which tell real differences from noise";

    private GuardrailStateWords() {}

    public static String standing(GuardrailState state, Instant now) {
        String found =
                state.telling().map(question -> standing(state, question)).orElseGet(() -> nothingYet(state));
        if (state.rail().metric() == null) {
            return found;
        }
        return state.missing(now)
                .map(missing -> state.questions().isEmpty() ? missing : missing + "; before: " + found)
                .orElseGet(() ->
                        found + "; it is " + Figures.written(state.reading().value()) + " now");
    }

    private static String nothingYet(GuardrailState state) {
        return switch (state.rail().kind()) {
            case SLOW ->
                state.rail().slowMillis() == null
                        ? "Not known yet how slow legacy is: needs " + LegacyLatency.ENOUGH + " of its requests"
                        : "No requests yet";
            case MISMATCH_RATE -> "Nothing was compared";
            case SECOND_WRITES -> "No second writes";
            case BREAKER_OPENINGS -> "No requests on new yet";
            case PROMETHEUS -> "No looks yet";
            case ERROR_RATE, EVENT -> "No requests yet";
        };
    }

    private static String standing(GuardrailState state, Question question) {
        Finding finding = question.finding();
        if (question.operation().equals(Observations.COMPARISON) && finding.calls() == 0) {
            return LEARNING;
        }
        String harm = "+" + Shares.exact(state.rail().harm());
        String calls = Figures.count(finding.calls(), noun(state), noun(state) + "s") + on(state, question);
        return switch (finding.verdict()) {
            case HEALTHY -> calls + ", " + harm + " is ruled out";
            case HARMFUL ->
                calls + ", " + Shares.percent(finding.newShare()) + " bad where "
                        + Shares.percent(finding.legacyShare()) + " is "
                        + (question.method() == Method.ALONE ? "allowed" : "what legacy has");
            case INCONCLUSIVE -> calls + ", " + needed(finding, harm);
        };
    }

    private static String needed(Finding finding, String harm) {
        return finding.stillNeeded() > 0
                ? "needs about " + Figures.about(finding.stillNeeded()) + " more to rule out " + harm
                : finding.calls() == 0
                        ? "nothing to rule out " + harm + " with"
                        : "too close to " + harm + " to say how many more it needs";
    }

    private static String noun(GuardrailState state) {
        return switch (state.rail().kind()) {
            case MISMATCH_RATE -> Observations.COMPARISON;
            case SECOND_WRITES -> Observations.SECOND_WRITE;
            case PROMETHEUS -> Observations.LOOK;
            case ERROR_RATE, SLOW, BREAKER_OPENINGS, EVENT -> "request";
        };
    }

    private static String on(GuardrailState state, Question question) {
        if (question.method() == Method.PAIRED) {
            return " on both sides";
        }
        return noun(state).equals("request") ? " on new" : "";
    }
}
