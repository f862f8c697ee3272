package dev.banyan.server.flag.state;

import dev.banyan.evaluation.Stage;
import java.math.BigDecimal;
import java.util.List;

public record CohortView(String name, List<ConditionSpec> conditions, Rollout rollout) {

    /** @param percentage 0 to 100 with four decimals at most */
    public record Rollout(Stage from, Stage to, BigDecimal percentage) {}

    public static CohortView of(CohortSpec cohort) {
        RolloutSpec rollout = cohort.rollout();
        return new CohortView(
                cohort.name(),
                cohort.conditions(),
                new Rollout(rollout.from(), rollout.to(), Percentage.ofShare(rollout.share())));
    }
}
