package dev.banyan.server.flag.state;

import java.util.List;

/** Conditions and a rollout; the last cohort of a flag is the default one and has no conditions. */
public record CohortSpec(String name, List<ConditionSpec> conditions, RolloutSpec rollout) {
    public static final String DEFAULT = "default";

    public CohortSpec {
        conditions = List.copyOf(conditions);
    }

    CohortSpec with(RolloutSpec other) {
        return new CohortSpec(name, conditions, other);
    }
}
