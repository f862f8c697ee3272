package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A named group of contexts that several routes can ask for with {@link Operator#IN_SEGMENT}. Immutable.
 *
 * <p>A context is a member when its value of the segment's attribute is included, or when the segment has conditions and all of
 * them hold. Membership is three-valued: where it hangs on a missing attribute it is unknown, and a condition on it is false,
 * negated or not. Segments do not nest. A whole number is included by its decimal text.
 */
public final class Segment {

    private final String key;
    private final String attribute;
    private final Set<String> included;
    private final List<Condition> conditions;

    private Segment(String key, String attribute, Set<String> included, List<Condition> conditions) {
        this.key = key;
        this.attribute = attribute;
        this.included = included;
        this.conditions = conditions;
    }

    /**
     * A segment.
     *
     * @param key its key, unique within the environment
     * @param attribute the attribute whose values are listed; {@code null} means the targeting key
     * @param included the values that are members
     * @param conditions when there are any and all of them hold, the context is a member too
     * @throws IllegalArgumentException when the key is missing or a condition asks for a segment
     */
    public static Segment of(String key, String attribute, Collection<String> included, List<Condition> conditions) {
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("a segment needs a key");
        }
        for (Condition condition : conditions) {
            if (condition.operator() == Operator.IN_SEGMENT) {
                throw new IllegalArgumentException(
                        "segment '" + key + "' asks for another segment; segments do not nest");
            }
        }
        return new Segment(
                key,
                attribute == null ? Context.TARGETING_KEY : attribute,
                Collections.unmodifiableSet(new LinkedHashSet<>(included)),
                Collections.unmodifiableList(new ArrayList<>(conditions)));
    }

    /** Its key, unique within the environment. */
    public String key() {
        return key;
    }

    /** The attribute whose values are listed in {@link #included()}. */
    public String attribute() {
        return attribute;
    }

    /** The values of {@link #attribute()} that are members; unmodifiable. */
    public Set<String> included() {
        return included;
    }

    /** Conditions that make a context a member when all of them hold; unmodifiable. */
    public List<Condition> conditions() {
        return conditions;
    }
}
