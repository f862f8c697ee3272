package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Shares;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a kind of guardrail is entered and said. A new kind is one more entry of {@link #ALL}, and its own fields in {@link GuardrailField}.
 *
 * @param several whether a route can have more than one
 * @param fields besides the action, in the order in which they are entered
 * @param sentences what it looks for, of what stands in its fields
 */
record GuardrailKindForm(
        GuardrailKind kind, String title, boolean several, List<GuardrailField> fields, Sentences sentences) {

    /** Asks for the text of a field by its name. */
    interface Sentences {
        String of(UnaryOperator<String> field);
    }

    static final List<GuardrailKindForm> ALL = List.of(
            new GuardrailKindForm(
                    GuardrailKind.ERROR_RATE, "Errors", false, tested(), value -> beside(value, "failed requests")),
            new GuardrailKindForm(
                    GuardrailKind.SLOW,
                    "Slow requests",
                    false,
                    tested(GuardrailField.SLOW_MILLIS),
                    value -> beside(value, "requests slower than " + limit(value.apply("slowMillis")))),
            new GuardrailKindForm(
                    GuardrailKind.MISMATCH_RATE,
                    "Mismatches",
                    false,
                    tested(),
                    value -> above(value, "comparisons with different answers")),
            new GuardrailKindForm(
                    GuardrailKind.SECOND_WRITES,
                    "Failed second writes",
                    false,
                    tested(),
                    value -> above(value, "writes that fail on the second side")),
            new GuardrailKindForm(
                    GuardrailKind.BREAKER_OPENINGS,
                    "Circuit breaker openings",
                    false,
                    tested(),
                    value -> above(value, "requests on new that open a circuit breaker")),
            new GuardrailKindForm(
                    GuardrailKind.EVENT,
                    "Event of your own",
                    true,
                    tested(GuardrailField.EVENT),
                    value -> beside(value, "requests with the event “" + value.apply("event") + "”")),
            new GuardrailKindForm(
                    GuardrailKind.PROMETHEUS,
                    "A query to Prometheus",
                    true,
                    tested(GuardrailField.NAME, GuardrailField.QUERY, GuardrailField.ABOVE),
                    value -> above(
                            value, "looks at which " + value.apply("name") + " is above " + value.apply("above"))));

    static GuardrailKindForm of(String key) {
        return ALL.stream()
                .filter(each -> each.kind.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badField("kind", "There is no form for " + key + ".", "Choose one of the list."));
    }

    String key() {
        return kind.key();
    }

    /** "Looks for …", and how often it is wrong. */
    String sentence(Map<String, String> values) {
        return sentences.of(name -> values.getOrDefault(name, ""));
    }

    /** What every test of shares has, after the kind's own. */
    private static List<GuardrailField> tested(GuardrailField... own) {
        return Stream.concat(
                        Arrays.stream(own), Stream.of(GuardrailField.HARM, GuardrailField.ALPHA, GuardrailField.BUDGET))
                .toList();
    }

    private static String beside(UnaryOperator<String> value, String bad) {
        return "Looks for " + points(value) + " more " + bad
                + " on new than on legacy at the same time. Where legacy has no" + " traffic, " + budget(value)
                + " may be so. " + mistaken(value);
    }

    private static String above(UnaryOperator<String> value, String bad) {
        return "Looks for " + points(value) + " more " + bad + " than the " + budget(value) + " that may be so. "
                + mistaken(value);
    }

    private static String points(UnaryOperator<String> value) {
        String points = value.apply("harmPercentage");
        return points + " percentage point" + (points.equals("1") ? "" : "s");
    }

    private static String budget(UnaryOperator<String> value) {
        return value.apply("budgetPercentage") + Shares.PERCENT;
    }

    private static String mistaken(UnaryOperator<String> value) {
        return "May call a healthy rollout harmful once in " + value.apply("alpha") + ".";
    }

    private static String limit(String millis) {
        return millis.isEmpty() ? "legacy's p95" : millis + " ms";
    }
}
