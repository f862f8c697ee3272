package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must hold within one route, whoever made the definition. */
final class RouteCheck {

    private RouteCheck() {}

    static void requireStage(RouteKind kind, Stage rollback) {
        require(
                rollback == null || kind.stages().contains(rollback),
                () -> "a route of kind " + kind.stageCount() + " cannot be rolled back to '" + rollback.key()
                        + "'; its stages: " + stages(kind));
    }

    static void requireNewName(List<Cohort> before, Cohort cohort) {
        for (Cohort other : before) {
            require(!other.name().equals(cohort.name()), () -> "duplicate cohort '" + cohort.name() + "'");
        }
    }

    static void requireAdjacent(RouteKind kind, Cohort cohort) {
        Rollout rollout = cohort.rollout();
        require(
                kind.adjacent(rollout.from(), rollout.to()),
                () -> "cohort '" + cohort.name() + "' goes from '"
                        + rollout.from().key() + "' to '" + rollout.to().key()
                        + "'; a rollout joins two neighbours of: " + stages(kind));
    }

    static void requireDefaultLast(List<Cohort> cohorts) {
        int last = cohorts.size() - 1;
        require(
                last >= 0 && cohorts.get(last).conditions().isEmpty(),
                () -> "the last cohort must be the default one, without conditions");
        for (Cohort cohort : cohorts.subList(0, last)) {
            require(
                    !cohort.conditions().isEmpty(),
                    () -> "cohort '" + cohort.name() + "' has no conditions, so those after it would never be asked");
        }
    }

    static void requireSegments(RouteDefinition route, Set<String> known, UnreadParts unread) {
        for (Cohort cohort : route.cohorts()) {
            for (Condition condition : cohort.conditions()) {
                boolean asks = condition.operator() == Operator.IN_SEGMENT;
                List<Object> unknown = new ArrayList<>(asks ? condition.values() : Collections.emptyList());
                unknown.removeAll(known);
                require(
                        unknown.isEmpty(),
                        () -> "cohort '" + cohort.name() + "' asks for segment '" + unknown.get(0)
                                + (unread.hasSegment((String) unknown.get(0))
                                        ? "', which is not understood"
                                        : "', which does not exist"));
            }
        }
    }

    static void requireText(String text, String otherwise) {
        require(text != null && !text.isEmpty(), () -> otherwise);
    }

    static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise.get());
        }
    }

    private static String stages(RouteKind kind) {
        return kind.stages().stream().map(Stage::key).collect(Collectors.joining(", "));
    }
}
