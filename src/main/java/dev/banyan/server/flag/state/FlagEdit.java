package dev.banyan.server.flag.state;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns what was asked for into the state that would result, or says what is wrong with it. */
public final class FlagEdit {
    private final RouteKind kind;

    public FlagEdit(RouteKind kind) {
        this.kind = kind;
    }

    public FlagState apply(FlagState before, FlagPatch patch) {
        FlagState set = patch.setsNothing()
                ? before
                : before.withSettings(new SettingsEdit(kind).apply(before.settings(), patch));
        if (patch.movesNobody() && !patch.setsNothing()) {
            return set;
        }
        return patch.cohorts() == null ? oneRollout(set, patch) : allCohorts(set, patch);
    }

    private FlagState oneRollout(FlagState before, FlagPatch patch) {
        String name = Optional.ofNullable(patch.cohort()).orElse(CohortSpec.DEFAULT);
        RolloutSpec current = before.cohorts().stream()
                .filter(cohort -> cohort.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.badField(
                        "cohort", "The flag has no cohort " + name + ".", "Use one of " + names(before) + "."))
                .rollout();
        if (patch.percentage() == null && patch.from() == null && patch.to() == null) {
            throw Problem.badField(
                    "percentage",
                    "Nothing to change was sent.",
                    "Send a percentage, stages, all cohorts, shadow, breaker or pacedSeconds.");
        }
        RolloutSpec wanted = new RolloutSpec(
                Optional.ofNullable(patch.from()).orElse(current.from()),
                Optional.ofNullable(patch.to()).orElse(current.to()),
                patch.percentage() == null ? current.share() : Percentage.toShare(patch.percentage(), "percentage"));
        requireAdjacent(wanted, "");
        return before.withRollout(name, wanted);
    }

    private FlagState allCohorts(FlagState before, FlagPatch patch) {
        if (patch.percentage() != null || patch.from() != null || patch.to() != null || patch.cohort() != null) {
            throw Problem.badField(
                    "cohorts", "All cohorts and the rollout of one were sent.", "Send one or the other.");
        }
        List<CohortSpec> cohorts = IntStream.range(0, patch.cohorts().size())
                .mapToObj(i -> cohort(patch.cohorts().get(i), "cohorts[" + i + "]."))
                .toList();
        requireOneDefaultAtTheEnd(cohorts);
        return before.withCohorts(cohorts);
    }

    private CohortSpec cohort(FlagPatch.Cohort cohort, String path) {
        FlagPatch.Rollout rollout = cohort.rollout();
        RolloutSpec spec = new RolloutSpec(
                rollout.from(), rollout.to(), Percentage.toShare(rollout.percentage(), path + "rollout.percentage"));
        requireAdjacent(spec, path + "rollout.");
        return new CohortSpec(
                cohort.name(), Optional.ofNullable(cohort.conditions()).orElse(List.of()), spec);
    }

    private void requireAdjacent(RolloutSpec rollout, String path) {
        if (!kind.adjacent(rollout.from(), rollout.to()) || rollout.from().compareTo(rollout.to()) > 0) {
            throw Problem.badField(
                    path + "to",
                    "A rollout joins neighbouring stages; this route has "
                            + String.join(
                                    ", ",
                                    kind.stages().stream()
                                            .map(stage -> stage.key())
                                            .toList()) + ".",
                    "Choose the stage that follows " + rollout.from().key() + ".");
        }
    }

    private static void requireOneDefaultAtTheEnd(List<CohortSpec> cohorts) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < cohorts.size(); i++) {
            CohortSpec cohort = cohorts.get(i);
            boolean last = i == cohorts.size() - 1;
            if (!seen.add(cohort.name())) {
                throw Problem.badField("cohorts[" + i + "].name", "Two cohorts have this name.", "Give each its own.");
            }
            if (last != (cohort.conditions().isEmpty() && cohort.name().equals(CohortSpec.DEFAULT))) {
                throw Problem.badField(
                        "cohorts[" + i + "].conditions",
                        last
                                ? "The last cohort must be named default and have no conditions."
                                : "Only the last cohort may be named default, and only it may have no conditions.",
                        last ? "Add a default cohort at the end." : "Add a condition, or move the cohort to the end.");
            }
        }
    }

    private static String names(FlagState flag) {
        return String.join(", ", flag.cohorts().stream().map(CohortSpec::name).toList());
    }
}
