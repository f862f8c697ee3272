package dev.banyan.evaluation;

import java.util.List;

/** What each operator accepts as its values: checked when a condition is made, never when a request is served. */
final class ConditionValues {

    private ConditionValues() {}

    static void check(Operator operator, List<Object> values) {
        if (values.isEmpty() || values.size() > 1 && takesOne(operator)) {
            throw new IllegalArgumentException("'" + operator.key() + "' takes "
                    + (takesOne(operator) ? "exactly one value" : "at least one value") + ", not " + values.size());
        }
        for (Object value : values) {
            if (!accepts(operator, value)) {
                throw new IllegalArgumentException("'" + operator.key() + "' needs " + wanted(operator) + ", not "
                        + (value instanceof String ? "'" + value + "'" : value));
            }
            if (type(value) != type(values.get(0))) {
                throw new IllegalArgumentException("'" + operator.key() + "' needs values of one type, not both "
                        + values.get(0) + " and " + value);
            }
        }
    }

    private static boolean takesOne(Operator operator) {
        switch (operator) {
            case IN:
            case STARTS_WITH:
            case ENDS_WITH:
            case CONTAINS:
            case IN_SEGMENT:
                return false;
            default:
                return true;
        }
    }

    private static boolean accepts(Operator operator, Object value) {
        switch (operator) {
            case EQUALS:
            case IN:
                return !isNan(value);
            case STARTS_WITH:
            case ENDS_WITH:
            case CONTAINS:
            case IN_SEGMENT:
                return value instanceof String;
            case BEFORE:
            case AFTER:
                return Instants.millis(value) != Instants.NONE;
            case SEMVER_EQUAL:
            case SEMVER_LESS_THAN:
            case SEMVER_GREATER_THAN:
                return value instanceof String && SemanticVersions.isVersion((String) value);
            default:
                return value instanceof Number && !isNan(value);
        }
    }

    private static String wanted(Operator operator) {
        switch (operator) {
            case EQUALS:
            case IN:
                return "text, a number or a boolean";
            case STARTS_WITH:
            case ENDS_WITH:
            case CONTAINS:
                return "text";
            case IN_SEGMENT:
                return "the key of a segment";
            case BEFORE:
            case AFTER:
                return "a date (2026-01-31), a date-time with its offset (2026-01-31T12:00:00Z) or epoch milliseconds";
            case SEMVER_EQUAL:
            case SEMVER_LESS_THAN:
            case SEMVER_GREATER_THAN:
                return "a semantic version such as 2.4.0";
            default:
                return "a number";
        }
    }

    private static boolean isNan(Object value) {
        return value instanceof Double && ((Double) value).isNaN();
    }

    private static Class<?> type(Object value) {
        return value instanceof Number ? Number.class : value.getClass();
    }
}
