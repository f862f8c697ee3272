package dev.banyan.server.flag.state;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.DataSharing;
import dev.banyan.server.catalog.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The static safety check. Where cohorts meet in the same data, all of them must be within one pair of adjacent stages, or one side
 * misses writes that it is later read for. The state before the change counts too: while the change spreads, some instances still
 * work by it.
 */
public final class SafetyCheck {
    private SafetyCheck() {}

    /** @return one sentence per conflict; empty when the change is safe */
    public static List<String> conflicts(RouteKind kind, DataSharing data, FlagState before, FlagState after) {
        if (data == DataSharing.PARTITIONED) {
            return List.of();
        }
        Map<Stage, String> users = new EnumMap<>(Stage.class);
        describe(before, "%s before this change", users);
        describe(after, "%s", users);
        List<Stage> stages = new ArrayList<>(users.keySet());
        Stage first = stages.get(0);
        Stage last = stages.get(stages.size() - 1);
        return first == last || kind.adjacent(first, last)
                ? List.of()
                : List.of(sentence(first, users.get(first), last, users.get(last)));
    }

    /**
     * For a change that may skip stages because everybody has been beyond them before.
     *
     * @return in one sentence, which side would miss writes; empty when neither would
     */
    static Optional<String> missedWrites(Route route, FlagState before, FlagState after) {
        if (route.kind() == RouteKind.TWO || route.readOnly() || route.data() == DataSharing.PARTITIONED) {
            return Optional.empty();
        }
        Stage first = Collections.min(before.stagesInUse());
        Stage last = Collections.max(after.stagesInUse());
        return first.compareTo(last) >= 0 || route.kind().adjacent(first, last) || last.writesLegacy()
                ? Optional.empty()
                : Optional.of(
                        "While this spreads, the legacy side would miss the writes of those at %s and be read by those still at %s."
                                .formatted(last.key(), first.key()));
    }

    private static void describe(FlagState state, String pattern, Map<Stage, String> users) {
        if (!state.enabled()) {
            users.put(Stage.OFF, "everybody before this change");
            return;
        }
        for (CohortSpec cohort : state.cohorts()) {
            for (Stage stage : cohort.rollout().stagesInUse()) {
                users.put(stage, pattern.formatted("cohort " + cohort.name()));
            }
        }
    }

    private static String sentence(Stage first, String firstUser, Stage last, String lastUser) {
        String clash = "%s is at %s while %s is at %s".formatted(firstUser, first.key(), lastUser, last.key());
        if (!first.writesNew() && last.side() == Side.NEW) {
            return clash + ": the new side would miss the writes of " + firstUser + ".";
        }
        if (!last.writesLegacy() && first.side() == Side.LEGACY) {
            return clash + ": the legacy side would miss the writes of " + lastUser + ".";
        }
        return clash + ": a stage between them would be skipped, so neither side's data were checked there.";
    }
}
