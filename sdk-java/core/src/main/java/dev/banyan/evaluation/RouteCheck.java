package dev.banyan.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must hold within one route, whoever made the definition. */
final class RouteCheck {

    private RouteCheck() {}

    static void check(RouteDefinition route) {
        require(isGiven(route.key()), "a route needs a key");
        require(route.kind() != null, "route '" + route.key() + "' needs a kind");
        require(isGiven(route.salt()), "route '" + route.key() + "' needs a salt");
        require(isGiven(route.bucketBy()), "route '" + route.key() + "' needs an attribute to bucket by");
        require(route.missingKey() != null, "route '" + route.key() + "' needs a missing-key policy");
        requireStage(route.kind(), route.rollback());
        requireDefaultLast(route);
        requireDistinctNames(route.cohorts());
        route.cohorts().forEach(cohort -> requireAdjacent(route.kind(), cohort));
    }

    private static void requireStage(RouteKind kind, Stage rollback) {
        require(
                rollback == null || kind.stages().contains(rollback),
                () -> "a route of kind " + kind.stageCount() + " cannot be rolled back to '" + rollback.key()
                        + "'; its stages: " + stages(kind));
    }

    private static void requireDefaultLast(RouteDefinition route) {
        List<Cohort> cohorts = route.cohorts();
        if (cohorts.isEmpty() && !route.enabled()) {
            return;
        }
        int last = cohorts.size() - 1;
        require(
                last >= 0 && cohorts.get(last).conditions().isEmpty(),
                "the last cohort must be the default one, without conditions");
        for (Cohort cohort : cohorts.subList(0, last)) {
            require(
                    !cohort.conditions().isEmpty(),
                    () -> "cohort '" + cohort.name() + "' has no conditions, so those after it would never be asked");
        }
    }

    private static void requireDistinctNames(List<Cohort> cohorts) {
        Set<String> names = new HashSet<>();
        for (Cohort cohort : cohorts) {
            require(names.add(cohort.name()), () -> "duplicate cohort '" + cohort.name() + "'");
        }
    }

    private static void requireAdjacent(RouteKind kind, Cohort cohort) {
        Rollout rollout = cohort.rollout();
        require(
                kind.adjacent(rollout.from(), rollout.to()),
                () -> "cohort '" + cohort.name() + "' goes from '"
                        + rollout.from().key() + "' to '" + rollout.to().key()
                        + "'; a rollout joins two neighbours of: " + stages(kind));
    }

    private static String stages(RouteKind kind) {
        return kind.stages().stream().map(Stage::key).collect(Collectors.joining(", "));
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }

    private static void require(boolean holds, String problem) {
        require(holds, () -> problem);
    }

    private static void require(boolean holds, Supplier<String> problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem.get());
        }
    }
}
