package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One comparison of an attribute with given values. Immutable; its types are checked when it is made, so a decision never
 * meets a wrong one on this side.
 *
 * <p>On a missing attribute, or one of the wrong type, a condition is false, also when it is negated.
 */
public final class Condition {

    private final String attribute;
    private final Operator operator;
    private final List<Object> values;
    private final boolean negated;

    private Condition(String attribute, Operator operator, List<Object> values, boolean negated) {
        this.attribute = attribute;
        this.operator = operator;
        this.values = values;
        this.negated = negated;
    }

    /**
     * A condition.
     *
     * @param attribute the name of the attribute; without meaning for {@link Operator#IN_SEGMENT}, where it may be {@code null}
     * @param operator how to compare
     * @param values what to compare with: texts, numbers or booleans, all of one type; exactly one for {@code equals} and for
     *     all that have an order, at least one for the others
     * @throws IllegalArgumentException when something is missing or a value has a type that the operator cannot use; the
     *     message says which and what would do
     */
    public static Condition of(String attribute, Operator operator, List<?> values) {
        if (operator == null) {
            throw new IllegalArgumentException("a condition needs an operator");
        }
        if (operator != Operator.IN_SEGMENT && (attribute == null || attribute.isEmpty())) {
            throw new IllegalArgumentException("'" + operator.key() + "' needs the name of an attribute");
        }
        List<Object> normalised = normalise(operator, values);
        operator.check(normalised);
        return new Condition(attribute, operator, Collections.unmodifiableList(normalised), false);
    }

    /** As {@link #of(String, Operator, List)}, with the values one by one. */
    public static Condition of(String attribute, Operator operator, Object... values) {
        return of(attribute, operator, values == null ? Collections.emptyList() : Arrays.asList(values));
    }

    /** The opposite condition. Both are false when the attribute is missing. */
    public Condition not() {
        return new Condition(attribute, operator, values, !negated);
    }

    /** The name of the attribute; may be {@code null} for {@link Operator#IN_SEGMENT}. */
    public String attribute() {
        return attribute;
    }

    /** How the attribute is compared. */
    public Operator operator() {
        return operator;
    }

    /** What it is compared with: {@link String}, {@link Long}, {@link Double} or {@link Boolean}; unmodifiable. */
    public List<Object> values() {
        return values;
    }

    /** Whether the opposite is asked for. */
    public boolean negated() {
        return negated;
    }

    private static List<Object> normalise(Operator operator, List<?> values) {
        List<Object> normalised = new ArrayList<>();
        for (Object value : values == null ? Collections.emptyList() : values) {
            Object known = Values.normalise(value);
            if (known == null) {
                throw new IllegalArgumentException(
                        "'" + operator.key() + "' compares with text, numbers or booleans, not with " + value);
            }
            normalised.add(known);
        }
        return normalised;
    }
}
