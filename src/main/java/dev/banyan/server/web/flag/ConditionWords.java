package dev.banyan.server.web.flag;

import java.util.List;
import java.util.stream.Collectors;

/** A targeting condition as a sentence a product owner can read aloud. */
final class ConditionWords {

    private ConditionWords() {}

    /** Takes the operator by its wire name, so that an operator which this page does not know yet is still shown. */
    static String of(String attribute, String operator, List<?> values, boolean negated) {
        String subject = "targetingKey".equals(attribute) ? "key" : attribute;
        return subject + " " + verb(operator, negated) + " " + listed(values);
    }

    private static String verb(String operator, boolean negated) {
        return switch (operator) {
            case "equals", "semverEqual" -> negated ? "is not" : "is";
            case "in" -> negated ? "is none of" : "is one of";
            case "startsWith" -> negated ? "does not start with" : "starts with";
            case "endsWith" -> negated ? "does not end with" : "ends with";
            case "contains" -> negated ? "does not contain" : "contains";
            case "inSegment" -> negated ? "is not in segment" : "is in segment";
            default -> (negated ? "is not " : "is ") + comparison(operator);
        };
    }

    private static String comparison(String operator) {
        return switch (operator) {
            case "lessThan" -> "less than";
            case "lessThanOrEqual" -> "at most";
            case "greaterThan" -> "greater than";
            case "greaterThanOrEqual" -> "at least";
            case "semverLessThan" -> "a version before";
            case "semverGreaterThan" -> "a version after";
            default -> operator;
        };
    }

    private static String listed(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
