package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.CohortView;
import dev.banyan.server.flag.FlagView;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;

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
        List<Long> positions =
                all.stream().map(flag -> position(plan.kind(), flag)).distinct().toList();
        if (positions.size() > 1) {
            throw Problem.conflict(
                    "routes-apart",
                    "The routes of this plan stand at different places.",
                    "Bring all of them to one stage and share first.");
        }
        int reached = plan.reached(positions.get(0));
        requireWayOn(plan, reached, positions.get(0));
        return reached;
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
        CohortView.Rollout rollout =
                flag.cohorts().get(flag.cohorts().size() - 1).rollout();
        return PlanStep.position(kind, rollout.to(), rollout.percentage());
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
