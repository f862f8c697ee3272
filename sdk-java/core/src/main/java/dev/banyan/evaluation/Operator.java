package dev.banyan.evaluation;

import java.util.Arrays;

/** How a {@link Condition} compares the value of an attribute with its own values. Text is compared exactly, case included. */
public enum Operator {
    /** Text, number or boolean, equal to the one value. */
    EQUALS("equals"),
    /** Text, number or boolean, equal to one of the values. */
    IN("in"),
    /** Text that starts with one of the values. */
    STARTS_WITH("startsWith"),
    /** Text that ends with one of the values. */
    ENDS_WITH("endsWith"),
    /** Text that contains one of the values. */
    CONTAINS("contains"),
    /** A number below the one value. */
    LESS_THAN("lessThan"),
    /** A number below or equal to the one value. */
    LESS_THAN_OR_EQUAL("lessThanOrEqual"),
    /** A number above the one value. */
    GREATER_THAN("greaterThan"),
    /** A number above or equal to the one value. */
    GREATER_THAN_OR_EQUAL("greaterThanOrEqual"),
    /** A point in time before the one value: ISO 8601 text, or a number of milliseconds since 1970-01-01T00:00:00Z. */
    BEFORE("before"),
    /** A point in time after the one value: ISO 8601 text, or a number of milliseconds since 1970-01-01T00:00:00Z. */
    AFTER("after"),
    /** A semantic version with the same precedence as the one value (build metadata is ignored). */
    SEMVER_EQUAL("semverEqual"),
    /** A semantic version of lower precedence than the one value. */
    SEMVER_LESS_THAN("semverLessThan"),
    /** A semantic version of higher precedence than the one value. */
    SEMVER_GREATER_THAN("semverGreaterThan"),
    /** The context is a member of one of the {@link Segment}s whose keys are the values; the attribute is the segment's. */
    IN_SEGMENT("inSegment");

    private final String key;

    Operator(String key) {
        this.key = key;
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
}
