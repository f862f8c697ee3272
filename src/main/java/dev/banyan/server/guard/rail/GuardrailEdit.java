package dev.banyan.server.guard.rail;

import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns what was asked for into guardrails, or says what is wrong with it. */
final class GuardrailEdit {
    private static final int MOST = 20;
    private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final BigDecimal LEAST_HARM = new BigDecimal("0.01");
    private static final BigDecimal MOST_HARM = new BigDecimal("50");
    private static final BigDecimal LEAST_ALPHA = new BigDecimal("0.000001");
    private static final BigDecimal MOST_ALPHA = new BigDecimal("0.05");
    private static final int LONGEST_MILLIS = 120_000;

    private final GuardrailsRequest.Item item;
    private final String field;

    private GuardrailEdit(GuardrailsRequest.Item item, String field) {
        this.item = item;
        this.field = field;
    }

    static List<Guardrail> of(GuardrailsRequest request) {
        if (request.guardrails() == null) {
            throw Problem.badField("guardrails", "guardrails is missing.", "Send all of them; an empty list for none.");
        }
        if (request.guardrails().size() > MOST) {
            throw Problem.badField(
                    "guardrails", "There are more than " + MOST + " guardrails.", "Keep those that matter most.");
        }
        List<Guardrail> rails = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < request.guardrails().size(); i++) {
            String field = "guardrails[" + i + "]";
            Guardrail rail = new GuardrailEdit(request.guardrails().get(i), field).guardrail();
            if (!names.add(rail.name())) {
                throw Problem.badField(field, "There is another guardrail " + rail.name() + ".", "Keep one of them.");
            }
            rails.add(rail);
        }
        return rails;
    }

    private Guardrail guardrail() {
        if (item == null) {
            throw Problem.badField(field, "The guardrail is empty.", "Give at least its kind.");
        }
        GuardrailKind kind = kind();
        Guardrail suggested = Guardrail.suggested(kind, event(kind));
        Metric metric = new MetricEdit(item, field).metric(kind);
        double harm = percentage(item.harmPercentage(), suggested.harm(), "harmPercentage", LEAST_HARM);
        double budget = percentage(item.budgetPercentage(), suggested.budget(), "budgetPercentage", BigDecimal.ZERO);
        return GuardrailBuilder.builder()
                .kind(kind)
                .harm(harm)
                .alpha(alpha(suggested.alpha()))
                .budget(budget)
                .slowMillis(slowMillis(kind))
                .event(suggested.event())
                .metric(metric)
                .action(action(suggested))
                .build();
    }

    private GuardrailKind kind() {
        return Arrays.stream(GuardrailKind.values())
                .filter(kind -> kind.key().equals(item.kind()))
                .findFirst()
                .orElseThrow(() -> bad(
                        "kind",
                        item.kind() == null ? "kind is missing." : item.kind() + " is no kind of guardrail.",
                        "Use one of " + GuardrailKind.keys() + "."));
    }

    private String event(GuardrailKind kind) {
        if (kind != GuardrailKind.EVENT) {
            requireAbsent(item.event(), "event", "an event");
            return null;
        }
        if (item.event() == null || !EVENT_NAME.matcher(item.event()).matches()) {
            throw bad(
                    "event",
                    "A guardrail of an event needs the event's name.",
                    "Send the name that the application counts: letters, digits, dots, dashes and underscores, 64 at most.");
        }
        return item.event();
    }

    private Integer slowMillis(GuardrailKind kind) {
        if (kind != GuardrailKind.SLOW) {
            requireAbsent(item.slowMillis(), "slowMillis", "a limit in milliseconds");
            return null;
        }
        Integer millis = item.slowMillis();
        if (millis != null && (millis < 1 || millis > LONGEST_MILLIS)) {
            throw bad(
                    "slowMillis",
                    millis + " is not within 1 and " + LONGEST_MILLIS + ".",
                    "Send whole milliseconds, or leave it out to hold new against legacy's 95th percentile.");
        }
        return millis;
    }

    private void requireAbsent(Object value, String name, String what) {
        if (value != null) {
            throw bad(
                    name, "A guardrail of the kind " + item.kind() + " has no use for " + what + ".", "Leave it out.");
        }
    }

    private double percentage(BigDecimal value, double otherwise, String name, BigDecimal least) {
        if (value == null) {
            return otherwise;
        }
        if (value.compareTo(least) < 0 || value.compareTo(MOST_HARM) > 0) {
            throw bad(
                    name,
                    value.toPlainString() + " is not within " + least.toPlainString() + " and " + MOST_HARM + ".",
                    "Send percentage points, such as 0.5 for five more in a thousand requests.");
        }
        return value.movePointLeft(2).doubleValue();
    }

    private double alpha(double otherwise) {
        BigDecimal value = item.alpha();
        if (value == null) {
            return otherwise;
        }
        if (value.compareTo(LEAST_ALPHA) < 0 || value.compareTo(MOST_ALPHA) > 0) {
            throw bad(
                    "alpha",
                    value.toPlainString() + " is not within " + LEAST_ALPHA.toPlainString() + " and " + MOST_ALPHA
                            + ".",
                    "Send the share of healthy rollouts that may be taken for harmful: 0.001 for one in a thousand.");
        }
        return value.doubleValue();
    }

    private Reaction action(Guardrail suggested) {
        if (item.action() == null) {
            return suggested.action();
        }
        return Arrays.stream(Reaction.values())
                .filter(reaction -> reaction.key().equals(item.action()))
                .findFirst()
                .orElseThrow(() -> bad("action", item.action() + " is no action.", "Use roll-back, pause or tell."));
    }

    private Problem bad(String name, String detail, String remedy) {
        return Problem.badField(field + "." + name, detail, remedy);
    }
}
