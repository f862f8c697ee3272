package dev.banyan.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** Compiles conditions into {@link Check}s. */
final class Checks {

    private Checks() {}

    static Check[] compile(List<Condition> conditions, Map<String, Check> segments) {
        Check[] checks = new Check[conditions.size()];
        for (int i = 0; i < checks.length; i++) {
            checks[i] = compile(conditions.get(i), segments);
        }
        return checks;
    }

    /** The truth of all checks together; an empty list holds. */
    static Truth all(Check[] checks, Context context) {
        Truth truth = Truth.TRUE;
        for (Check check : checks) {
            truth = truth.and(check.of(context));
            if (truth == Truth.FALSE) {
                return truth;
            }
        }
        return truth;
    }

    private static Check compile(Condition condition, Map<String, Check> segments) {
        switch (condition.operator().type()) {
            case SCALAR:
                return scalar(condition);
            case TEXT:
                return new PartOfText(condition);
            case NUMBER:
                return new NumberOrder(condition);
            case INSTANT:
                return new InstantOrder(condition);
            case VERSION:
                return new VersionOrder(condition);
            case SEGMENT:
                return SegmentCheck.anyOf(condition, segments);
            default:
                throw undecided(condition.operator());
        }
    }

    /** Found when rules are compiled, and so by the test of all operators: one that was forgotten never decides like another. */
    private static IllegalStateException undecided(Operator operator) {
        return new IllegalStateException("Nothing says how '" + operator.key() + "' decides");
    }

    private static Check scalar(Condition condition) {
        if (condition.values().size() > 1) {
            return new OneOf(condition);
        }
        return condition.values().get(0) instanceof String ? new SameText(condition) : new EqualTo(condition);
    }

    private static final class SameText extends Check.OfAttribute {
        private final String wanted;

        SameText(Condition condition) {
            super(condition);
            wanted = (String) condition.values().get(0);
        }

        @Override
        Truth ofValue(Object value) {
            return value instanceof String ? Truth.of(wanted.equals(value)) : Truth.MISSING;
        }
    }

    private static final class EqualTo extends Check.OfAttribute {
        private final Object wanted;

        EqualTo(Condition condition) {
            super(condition);
            wanted = condition.values().get(0);
        }

        @Override
        Truth ofValue(Object value) {
            return wanted.equals(value) ? Truth.TRUE : Values.sameType(wanted, value) ? Truth.FALSE : Truth.MISSING;
        }
    }

    private static final class OneOf extends Check.OfAttribute {
        private final Object first;
        private final Set<Object> wanted;

        OneOf(Condition condition) {
            super(condition);
            first = condition.values().get(0);
            wanted = new HashSet<>(condition.values());
        }

        @Override
        Truth ofValue(Object value) {
            return Values.sameType(first, value) ? Truth.of(wanted.contains(value)) : Truth.MISSING;
        }
    }

    private static final class PartOfText extends Check.OfAttribute {
        private final BiPredicate<String, String> holds;
        private final String[] parts;

        PartOfText(Condition condition) {
            super(condition);
            holds = holds(condition.operator());
            parts = condition.values().toArray(new String[0]);
        }

        @Override
        Truth ofValue(Object value) {
            if (!(value instanceof String)) {
                return Truth.MISSING;
            }
            for (String part : parts) {
                if (holds.test((String) value, part)) {
                    return Truth.TRUE;
                }
            }
            return Truth.FALSE;
        }

        private static BiPredicate<String, String> holds(Operator operator) {
            switch (operator) {
                case STARTS_WITH:
                    return String::startsWith;
                case ENDS_WITH:
                    return String::endsWith;
                case CONTAINS:
                    return String::contains;
                default:
                    throw undecided(operator);
            }
        }
    }

    /** How a value must compare with the limit. */
    private static IntPredicate order(Operator operator) {
        switch (operator) {
            case LESS_THAN:
            case BEFORE:
            case SEMVER_LESS_THAN:
                return order -> order < 0;
            case LESS_THAN_OR_EQUAL:
                return order -> order <= 0;
            case SEMVER_EQUAL:
                return order -> order == 0;
            case GREATER_THAN_OR_EQUAL:
                return order -> order >= 0;
            case GREATER_THAN:
            case AFTER:
            case SEMVER_GREATER_THAN:
                return order -> order > 0;
            default:
                throw undecided(operator);
        }
    }

    private static final class NumberOrder extends Check.OfAttribute {
        private final IntPredicate order;
        private final Number limit;

        NumberOrder(Condition condition) {
            super(condition);
            order = order(condition.operator());
            limit = (Number) condition.values().get(0);
        }

        @Override
        Truth ofValue(Object value) {
            return value instanceof Number
                    ? Truth.of(order.test(Values.compare((Number) value, limit)))
                    : Truth.MISSING;
        }
    }

    private static final class InstantOrder extends Check.OfAttribute {
        private final IntPredicate order;
        private final long limit;

        InstantOrder(Condition condition) {
            super(condition);
            order = order(condition.operator());
            limit = Instants.millis(condition.values().get(0));
        }

        @Override
        Truth ofValue(Object value) {
            long millis = Instants.millis(value);
            return millis == Instants.NONE ? Truth.MISSING : Truth.of(order.test(Long.compare(millis, limit)));
        }
    }

    private static final class VersionOrder extends Check.OfAttribute {
        private final IntPredicate order;
        private final String limit;

        VersionOrder(Condition condition) {
            super(condition);
            order = order(condition.operator());
            limit = (String) condition.values().get(0);
        }

        @Override
        Truth ofValue(Object value) {
            return value instanceof String && SemanticVersions.isVersion((String) value)
                    ? Truth.of(order.test(SemanticVersions.compare((String) value, limit)))
                    : Truth.MISSING;
        }
    }
}
