package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.CohortView;
import dev.banyan.server.flag.FlagView;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where routes stand when a plan begins or goes on. */
@ApplicationScoped
class Ground {
    private final Flags flags;

    Ground(Flags flags) {
        this.flags = flags;
    }

    /**
     * The last step that the routes have reached; -1 for none.
     *
     * @throws Problem when the plan cannot go on from where they stand
     */
    int reached(EnvironmentScope scope, List<String> routes, Plan plan) {
        List<FlagView> all =
                routes.stream().map(route -> flags.get(scope, route)).toList();
        all.forEach(Ground::requireNotRolledBack);
        requireTogether(plan.kind(), all);
        long position = position(plan.kind(), all.get(0));
        int reached = plan.reached(position);
        requireWayOn(plan, reached, position);
        return reached;
    }

    private static void requireTogether(RouteKind kind, List<FlagView> all) {
        if (all.stream().map(flag -> position(kind, flag)).distinct().count() > 1) {
            Map<String, List<String>> byPlace = all.stream()
                    .collect(Collectors.groupingBy(
                            Ground::place,
                            LinkedHashMap::new,
                            Collectors.mapping(FlagView::route, Collectors.toList())));
            throw Problem.of(409, "routes-apart", "The change contradicts the current state")
                    .field("routes")
                    .detail("The routes stand at different places: "
                            + byPlace.entrySet().stream()
                                    .map(each -> GroupRules.some(each.getValue()) + " " + each.getKey())
                                    .collect(Collectors.joining("; "))
                            + ".")
                    .remedy("Bring all of them to one stage and share first, each on its own page.")
                    .build();
        }
    }

    /** "at 25 % of live", of those whom a plan moves. */
    private static String place(FlagView flag) {
        CohortView.Rollout rollout = rollout(flag);
        return flag.enabled()
                ? "at " + rollout.percentage().stripTrailingZeros().toPlainString() + " % of "
                        + rollout.to().key()
                : "not started";
    }

    private static void requireNotRolledBack(FlagView flag) {
        if (flag.rolledBack()) {
            throw Problem.conflict(
                    "rolled-back",
                    flag.route() + " is rolled back, so a plan cannot move it.",
                    "Resume the route, or its environment, first.");
        }
    }

    /** Of whoever is in no other cohort: those are the ones that a plan moves. */
    private static long position(RouteKind kind, FlagView flag) {
        if (!flag.enabled()) {
            return 0;
        }
        CohortView.Rollout rollout = rollout(flag);
        return PlanStep.position(kind, rollout.to(), rollout.percentage());
    }

    private static CohortView.Rollout rollout(FlagView flag) {
        return flag.cohorts().get(flag.cohorts().size() - 1).rollout();
    }

    private static void requireWayOn(Plan plan, int reached, long position) {
        if (plan.isLast(reached)) {
            throw Problem.conflict(
                    "plan-has-nothing-to-do",
                    "The route has come as far as the last step of the plan already.",
                    "Add steps that lead further.");
        }
        PlanStep next = plan.step(reached + 1);
        long base = PlanStep.position(plan.kind(), next.stage(), BigDecimal.ZERO);
        if (position < base) {
            throw Problem.conflict(
                    "plan-out-of-reach",
                    "The plan begins at " + next.stage().key() + ", and not everybody has come to "
                            + next.from(plan.kind()).key() + " yet.",
                    "Add the steps that lead there.");
        }
    }
}
