package dev.banyan.server.guard.rail;

import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What is asked of Prometheus, or what is wrong with it. Whether it is PromQL is for Prometheus to say. */
final class MetricEdit {
    /** As the answers show it; either may be sent back. */
    private static final String PREFIX = GuardrailKind.PROMETHEUS.key() + ":";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_QUERY = 2_000;

    private final GuardrailsRequest.Item item;
    private final String field;

    MetricEdit(GuardrailsRequest.Item item, String field) {
        this.item = item;
        this.field = field;
    }

    /** @return null for a guardrail of another kind */
    Metric metric(GuardrailKind kind) {
        if (kind != GuardrailKind.PROMETHEUS) {
            requireAbsent(item.name(), "name", "a name");
            requireAbsent(item.query(), "query", "a query");
            requireAbsent(item.above(), "above", "a limit");
            return null;
        }
        return new Metric(name(), query(), above());
    }

    private String name() {
        String name = item.name() != null && item.name().startsWith(PREFIX)
                ? item.name().substring(PREFIX.length())
                : item.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw bad(
                    "name",
                    "A guardrail that asks Prometheus needs a short name.",
                    "Say what the value is, such as p99: letters, digits, dots, dashes and underscores, 64 at most.");
        }
        return name;
    }

    private String query() {
        if (item.query() == null || item.query().isBlank()) {
            throw bad(
                    "query",
                    "query is missing.",
                    "Send PromQL that gives one value, such as sum(rate(errors_total[1m])).");
        }
        String query = item.query().strip();
        if (query.length() > LONGEST_QUERY) {
            throw bad(
                    "query",
                    "The query is longer than " + LONGEST_QUERY + " characters.",
                    "Let Prometheus keep it as a recording rule, and ask for that.");
        }
        return query;
    }

    private double above() {
        BigDecimal above = item.above();
        if (above == null || Double.isInfinite(above.doubleValue())) {
            throw bad(
                    "above",
                    above == null ? "above is missing." : "above is too large a number.",
                    "Send the largest value that is still good, such as 0.3.");
        }
        return above.doubleValue();
    }

    private void requireAbsent(Object value, String name, String what) {
        if (value != null) {
            throw bad(
                    name, "A guardrail of the kind " + item.kind() + " has no use for " + what + ".", "Leave it out.");
        }
    }

    private Problem bad(String name, String detail, String remedy) {
        return Problem.badField(field + "." + name, detail, remedy);
    }
}
