package dev.banyan.server.flag;

import java.util.List;

/** Conditions and a rollout; the last cohort of a flag is the default one and has no conditions. */
record CohortSpec(String name, List<ConditionSpec> conditions, RolloutSpec rollout) {
    static final String DEFAULT = "default";

    CohortSpec {
        conditions = List.copyOf(conditions);
    }

    CohortSpec with(RolloutSpec other) {
        return new CohortSpec(name, conditions, other);
    }
}
