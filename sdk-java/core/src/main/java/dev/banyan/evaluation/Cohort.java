package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Some of the contexts, and what happens to them: all conditions must hold. Immutable. */
public final class Cohort {

    private final String name;
    private final List<Condition> conditions;
    private final Rollout rollout;

    private Cohort(String name, List<Condition> conditions, Rollout rollout) {
        this.name = name;
        this.conditions = conditions;
        this.rollout = rollout;
    }

    /**
     * A cohort.
     *
     * @param name what people call it; unique within its route
     * @param conditions all of them must hold; none for the default cohort
     * @param rollout what happens to its contexts
     * @throws IllegalArgumentException when the name or the rollout is missing
     */
    public static Cohort of(String name, List<Condition> conditions, Rollout rollout) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("a cohort needs a name");
        }
        if (rollout == null) {
            throw new IllegalArgumentException("cohort '" + name + "' needs a rollout");
        }
        return new Cohort(name, Collections.unmodifiableList(new ArrayList<>(conditions)), rollout);
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** The conditions, all of which must hold; unmodifiable, empty for the default cohort. */
    public List<Condition> conditions() {
        return conditions;
    }

    /** What happens to the contexts of this cohort. */
    public Rollout rollout() {
        return rollout;
    }
}
