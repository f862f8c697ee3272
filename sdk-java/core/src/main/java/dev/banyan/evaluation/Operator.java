package dev.banyan.evaluation;

import java.util.Arrays;
import java.util.List;

/** How a {@link Condition} compares the value of an attribute with its own values. Text is compared exactly, case included. */
public enum Operator {
    /** Text, number or boolean, equal to the one value. */
    EQUALS("equals", ValueType.SCALAR, Arity.ONE),
    /** Text, number or boolean, equal to one of the values. */
    IN("in", ValueType.SCALAR, Arity.SOME),
    /** Text that starts with one of the values. */
    STARTS_WITH("startsWith", ValueType.TEXT, Arity.SOME),
    /** Text that ends with one of the values. */
    ENDS_WITH("endsWith", ValueType.TEXT, Arity.SOME),
    /** Text that contains one of the values. */
    CONTAINS("contains", ValueType.TEXT, Arity.SOME),
    /** A number below the one value. */
    LESS_THAN("lessThan", ValueType.NUMBER, Arity.ONE),
    /** A number below or equal to the one value. */
    LESS_THAN_OR_EQUAL("lessThanOrEqual", ValueType.NUMBER, Arity.ONE),
    /** A number above the one value. */
    GREATER_THAN("greaterThan", ValueType.NUMBER, Arity.ONE),
    /** A number above or equal to the one value. */
    GREATER_THAN_OR_EQUAL("greaterThanOrEqual", ValueType.NUMBER, Arity.ONE),
    /** A point in time before the one value: ISO 8601 text, or a number of milliseconds since 1970-01-01T00:00:00Z. */
    BEFORE("before", ValueType.INSTANT, Arity.ONE),
    /** A point in time after the one value: ISO 8601 text, or a number of milliseconds since 1970-01-01T00:00:00Z. */
    AFTER("after", ValueType.INSTANT, Arity.ONE),
    /** A semantic version with the same precedence as the one value (build metadata is ignored). */
    SEMVER_EQUAL("semverEqual", ValueType.VERSION, Arity.ONE),
    /** A semantic version of lower precedence than the one value. */
    SEMVER_LESS_THAN("semverLessThan", ValueType.VERSION, Arity.ONE),
    /** A semantic version of higher precedence than the one value. */
    SEMVER_GREATER_THAN("semverGreaterThan", ValueType.VERSION, Arity.ONE),
    /** The context is a member of one of the {@link Segment}s whose keys are the values; the attribute is the segment's. */
    IN_SEGMENT("inSegment", ValueType.SEGMENT, Arity.SOME);

    private final String key;
    private final ValueType type;
    private final Arity arity;

    Operator(String key, ValueType type, Arity arity) {
        this.key = key;
        this.type = type;
        this.arity = arity;
    }

    /**
     * The operator with that key.
     *
     * @param key a key as on the wire, e.g. {@code startsWith}; case matters
     * @throws IllegalArgumentException when there is no such operator; the message names the allowed keys
     */
    public static Operator parse(String key) {
        for (Operator operator : values()) {
            if (operator.key.equals(key)) {
                return operator;
            }
        }
        throw Unknown.key("operator", key, Arrays.stream(values()).map(Operator::key));
    }

    /** The name used on the wire, in camel case. */
    public String key() {
        return key;
    }

    /** The sort of values that this operator compares with. */
    ValueType type() {
        return type;
    }

    /**
     * Checks the values of a condition, once, when it is made.
     *
     * @throws IllegalArgumentException when they are too few, too many, or not of one fitting type
     */
    void check(List<Object> values) {
        require(!values.isEmpty(), "takes at least one value");
        require(arity == Arity.SOME || values.size() == 1, "takes exactly one value, not " + values.size());
        for (Object value : values) {
            require(type.accepts(value), "needs " + type.words() + ", not " + value);
            require(
                    Values.sameType(value, values.get(0)),
                    "needs values of one type, not " + values.get(0) + " and " + value);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("'" + key + "' " + otherwise);
        }
    }

    private enum Arity {
        ONE,
        SOME
    }
}
