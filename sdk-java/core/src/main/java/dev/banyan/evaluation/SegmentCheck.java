package dev.banyan.evaluation;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Membership in one {@link Segment}, compiled once per ruleset and shared by all conditions that ask for it. */
final class SegmentCheck extends Check {

    private final String attribute;
    private final Set<Object> included;
    private final Check[] conditions;

    SegmentCheck(Segment segment) {
        attribute = segment.attribute().intern();
        included = included(segment.included());
        conditions = Checks.compile(segment.conditions(), Collections.emptyMap());
    }

    @Override
    Truth of(Context context) {
        Truth listed = listed(context);
        return listed == Truth.TRUE || conditions.length == 0 ? listed : listed.or(Checks.all(conditions, context));
    }

    private Truth listed(Context context) {
        if (included.isEmpty()) {
            return Truth.FALSE;
        }
        Object value = context.attribute(attribute);
        if (value instanceof String || value instanceof Long) {
            return Truth.of(included.contains(value));
        }
        return Truth.MISSING;
    }

    /** The texts, and the whole numbers that they spell, so that a number is found without making a text of it. */
    private static Set<Object> included(Set<String> texts) {
        Set<Object> included = new HashSet<>(texts);
        for (String text : texts) {
            Long number = WholeNumber.of(text);
            if (number != null) {
                included.add(number);
            }
        }
        return included;
    }

    /** The check of a condition that asks for one or several segments: true as soon as one of them is. */
    static Check anyOf(Condition condition, Map<String, Check> segments) {
        List<Object> keys = condition.values();
        Check[] asked = new Check[keys.size()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = segments.get((String) keys.get(i));
            if (asked[i] == null) {
                throw new IllegalArgumentException("unknown segment '" + keys.get(i) + "'");
            }
        }
        return new AnyOf(asked, condition.negated());
    }

    private static final class AnyOf extends Check {
        private final Check[] segments;
        private final boolean negated;

        AnyOf(Check[] segments, boolean negated) {
            this.segments = segments;
            this.negated = negated;
        }

        @Override
        Truth of(Context context) {
            Truth member = Truth.FALSE;
            for (Check segment : segments) {
                member = member.or(segment.of(context));
            }
            return negated ? member.negated() : member;
        }
    }
}
