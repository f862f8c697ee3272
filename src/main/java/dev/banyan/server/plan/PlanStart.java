package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.plan.rules.GroupRules;
import dev.banyan.server.plan.rules.Plan;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where routes stand when a plan begins or goes on. */
@ApplicationScoped
class PlanStart {
    private final Flags flags;

    PlanStart(Flags flags) {
        this.flags = flags;
    }

    /**
     * The last step that the routes have reached; -1 for none.
     *
     * @throws Problem when the plan cannot go on from where they stand
     */
    int reached(EnvironmentScope scope, List<String> routes, Plan plan) {
        List<FlagView> all = flags(scope, routes);
        all.forEach(PlanStart::requireNotRolledBack);
        requireTogether(plan.kind(), all);
        long position = position(plan.kind(), all.get(0));
        int reached = plan.reached(position);
        requireWithinReach(plan, reached, position);
        return reached;
    }

    /** As {@link #reached}, for a plan that begins: one that was stopped at its last step has still to see how that does. */
    int begins(EnvironmentScope scope, List<String> routes, Plan plan) {
        int reached = reached(scope, routes, plan);
        if (plan.isLast(reached)) {
            throw nothingToDo();
        }
        return reached;
    }

    /** Why a plan cannot begin, or empty. */
    Optional<Problem> againstBeginning(EnvironmentScope scope, List<String> routes, Plan plan) {
        return refusal(() -> begins(scope, routes, plan));
    }

    /** Why a plan cannot go on, or empty. A rollback of its routes alone is no reason: they go on with it. */
    Optional<Problem> againstGoingOn(EnvironmentScope scope, List<String> routes, Plan plan) {
        List<FlagView> all = flags(scope, routes);
        return refusal(() -> {
            all.stream()
                    .filter(flag -> flag.environmentRollback() != null)
                    .findFirst()
                    .ifPresent(PlanStart::requireNotRolledBack);
            requireTogether(plan.kind(), all);
            long position = position(plan.kind(), all.get(0));
            requireWithinReach(plan, plan.reached(position), position);
        });
    }

    private static Optional<Problem> refusal(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (Problem refused) {
            return Optional.of(refused);
        }
    }

    private List<FlagView> flags(EnvironmentScope scope, List<String> routes) {
        return routes.stream().map(route -> flags.get(scope, route)).toList();
    }

    private static void requireTogether(RouteKind kind, List<FlagView> all) {
        if (all.stream().map(flag -> position(kind, flag)).distinct().count() > 1) {
            Map<String, List<String>> byPlace = all.stream()
                    .collect(Collectors.groupingBy(
                            PlanStart::place,
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
                ? "at " + Figures.written(rollout.percentage()) + " % of "
                        + rollout.to().key()
                : "not started";
    }

    private static void requireNotRolledBack(FlagView flag) {
        if (flag.rolledBack()) {
            throw Problem.conflict(
                    "rolled-back",
                    flag.environmentRollback() == null
                            ? flag.route() + " is rolled back, so a plan cannot move it."
                            : "The whole environment is rolled back, so a plan cannot move " + flag.route() + ".",
                    flag.environmentRollback() == null ? "Resume the route first." : "Resume the environment first.");
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

    private static Problem nothingToDo() {
        return Problem.conflict(
                "plan-has-nothing-to-do",
                "The route has come as far as the last step of the plan already.",
                "Add steps that lead further.");
    }

    private static void requireWithinReach(Plan plan, int reached, long position) {
        if (plan.isLast(reached)) {
            return;
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
