package dev.banyan.server.web.flag;

import dev.banyan.evaluation.Operator;
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

    private static String verb(String key, boolean negated) {
        for (Operator operator : Operator.values()) {
            if (operator.key().equals(key)) {
                return verb(operator, negated);
            }
        }
        return is(negated) + key;
    }

    private static String verb(Operator operator, boolean negated) {
        return switch (operator) {
            case EQUALS, SEMVER_EQUAL -> negated ? "is not" : "is";
            case IN -> negated ? "is none of" : "is one of";
            case STARTS_WITH -> negated ? "does not start with" : "starts with";
            case ENDS_WITH -> negated ? "does not end with" : "ends with";
            case CONTAINS -> negated ? "does not contain" : "contains";
            case IN_SEGMENT -> is(negated) + "in segment";
            case LESS_THAN -> is(negated) + "less than";
            case LESS_THAN_OR_EQUAL -> is(negated) + "at most";
            case GREATER_THAN -> is(negated) + "greater than";
            case GREATER_THAN_OR_EQUAL -> is(negated) + "at least";
            case BEFORE -> is(negated) + "before";
            case AFTER -> is(negated) + "after";
            case SEMVER_LESS_THAN -> is(negated) + "a version before";
            case SEMVER_GREATER_THAN -> is(negated) + "a version after";
        };
    }

    private static String is(boolean negated) {
        return negated ? "is not " : "is ";
    }

    private static String listed(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
