package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A figure or a name of a guardrail, as it is entered.
 *
 * @param name as the API calls it
 * @param unit behind the field, or empty
 * @param otherwise what holds where nothing is entered, shown in the empty field
 */
record GuardrailField(String name, String label, Type type, String unit, String otherwise) {
    static final GuardrailField HARM = new GuardrailField("harmPercentage", "Smallest harm", Type.NUMBER, "points", "");
    static final GuardrailField ALPHA = new GuardrailField("alpha", "Mistaken once in", Type.ONCE_IN, "rollouts", "");
    static final GuardrailField BUDGET = new GuardrailField("budgetPercentage", "Allowed", Type.NUMBER, "%", "");
    static final GuardrailField SLOW_MILLIS =
            new GuardrailField("slowMillis", "Slow is from", Type.WHOLE, "ms", "legacy's p95");
    static final GuardrailField EVENT =
            new GuardrailField("event", "Name of the event", Type.TEXT, "", "checkout.failed");
    static final GuardrailField NAME = new GuardrailField("name", "Name", Type.TEXT, "", "p99");
    static final GuardrailField QUERY =
            new GuardrailField("query", "Query that gives one value", Type.TEXT, "", "sum(rate(…[1m]))");
    static final GuardrailField ABOVE = new GuardrailField("above", "Bad above", Type.NUMBER, "", "");

    private static final BigDecimal OFTEN = BigDecimal.valueOf(20);
    private static final BigDecimal SELDOM = BigDecimal.valueOf(1_000_000);

    /** Enough that a probability comes back as it was set. */
    private static final MathContext DIGITS = new MathContext(6);

    enum Type {
        NUMBER,
        WHOLE,
        TEXT,
        /** A probability, entered as "once in so many". */
        ONCE_IN
    }

    /** As it stands in the field. */
    String shown(Object value) {
        if (!(value instanceof Number)) {
            return value == null ? "" : value.toString();
        }
        BigDecimal number = new BigDecimal(value.toString());
        return Figures.written(type == Type.ONCE_IN ? BigDecimal.ONE.divide(number, DIGITS) : number);
    }

    /** @throws Problem that names the field when it cannot be read */
    Object read(String typed, String field) {
        return switch (type) {
            case TEXT -> typed.strip();
            case NUMBER -> number(typed, field);
            case WHOLE -> whole(typed, field);
            case ONCE_IN -> BigDecimal.ONE.divide(within(number(typed, field), field), DIGITS);
        };
    }

    boolean isText() {
        return type == Type.TEXT;
    }

    private static BigDecimal number(String typed, String field) {
        try {
            return new BigDecimal(typed.strip().replace(',', '.'));
        } catch (NumberFormatException unreadable) {
            throw Problem.badField(field, "“" + typed + "” is not a number.", "Enter a number such as 0.5.");
        }
    }

    private static int whole(String typed, String field) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException unreadable) {
            throw Problem.badField(field, "“" + typed + "” is not a whole number.", "Enter a number such as 300.");
        }
    }

    private static BigDecimal within(BigDecimal times, String field) {
        if (times.compareTo(OFTEN) < 0 || times.compareTo(SELDOM) > 0) {
            throw Problem.badField(
                    field,
                    Figures.written(times) + " is not within 20 and 1000000.",
                    "Enter in how many healthy rollouts it may be wrong once, such as 100.");
        }
        return times;
    }
}
