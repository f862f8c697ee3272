package dev.banyan.server.flag.state;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.figures.Shares;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a route really does with its requests, every rollback taken into account. Two standings are equal when they decide alike,
 * however they came about.
 */
public record EffectiveRollout(List<CohortSpec> cohorts) {
    private static final int COHORTS_TOLD = 2;

    public EffectiveRollout {
        cohorts = List.copyOf(cohorts);
    }

    /** @param environment the rollback of the whole environment, or null */
    public static EffectiveRollout of(FlagState flag, RouteKind kind, RollbackMode environment) {
        if (!flag.enabled()) {
            return new EffectiveRollout(
                    List.of(new CohortSpec(CohortSpec.DEFAULT, List.of(), new RolloutSpec(Stage.OFF, Stage.OFF, 0))));
        }
        Stage cap = cap(flag, kind, environment);
        List<CohortSpec> cohorts = flag.served(kind).stream()
                .map(cohort -> cohort.with(capped(cohort.rollout(), cap)))
                .toList();
        // Where all are treated alike, it does not matter who belongs to which cohort.
        boolean alike = cohorts.stream().map(CohortSpec::rollout).distinct().count() == 1;
        return new EffectiveRollout(alike ? cohorts.subList(cohorts.size() - 1, cohorts.size()) : cohorts);
    }

    private static Stage cap(FlagState flag, RouteKind kind, RollbackMode environment) {
        Stage own = flag.heldAt() == null ? Stage.COMPLETE : flag.heldAt();
        return environment == null ? own : own.cappedAt(environment.cap(kind));
    }

    private static RolloutSpec capped(RolloutSpec rollout, Stage cap) {
        Stage from = (rollout.share() == RolloutSpec.WHOLE ? rollout.to() : rollout.from()).cappedAt(cap);
        Stage to = (rollout.share() == 0 ? rollout.from() : rollout.to()).cappedAt(cap);
        return new RolloutSpec(from, to, from == to ? 0 : rollout.share());
    }

    /** Whether somebody is answered by the new side. */
    public boolean newAnswers() {
        return cohorts.stream().anyMatch(cohort -> cohort.rollout().to().side() == Side.NEW);
    }

    /** "serves 25 % from new", "staff: all on new; everyone else: shadows, legacy answers". */
    public String words() {
        int last = cohorts.size() - 1;
        if (last == 0) {
            return words(cohorts.get(0).rollout());
        }
        List<String> words = new ArrayList<>();
        cohorts.subList(0, Math.min(COHORTS_TOLD, last))
                .forEach(cohort -> words.add(cohort.name() + ": " + words(cohort.rollout())));
        if (last > COHORTS_TOLD) {
            words.add(last - COHORTS_TOLD + " more " + (last - COHORTS_TOLD == 1 ? "cohort" : "cohorts"));
        }
        words.add("everyone else: " + words(cohorts.get(last).rollout()));
        return String.join("; ", words);
    }

    private static String words(RolloutSpec rollout) {
        return rollout.from() == rollout.to() ? settled(rollout.from()) : moving(rollout);
    }

    private static String settled(Stage stage) {
        return switch (stage) {
            case OFF -> "all on legacy";
            case DUALWRITE -> "writes to both, legacy answers";
            case SHADOW -> "shadows, legacy answers";
            case LIVE -> "all on new, legacy is asked too";
            case RAMPDOWN -> "all on new, legacy gets every write";
            case COMPLETE -> "all on new";
        };
    }

    private static String moving(RolloutSpec rollout) {
        String share = percent(rollout.share());
        return switch (rollout.to()) {
            case OFF -> throw new IllegalStateException("nothing leads to off");
            case DUALWRITE -> "writes " + share + " to both, legacy answers";
            case SHADOW -> "shadows " + share + ", legacy answers";
            case LIVE, RAMPDOWN, COMPLETE ->
                rollout.from().side() == Side.LEGACY
                        ? "serves " + share + " from new"
                        : "all on new, " + share + " of it at " + rollout.to().key();
        };
    }

    private static String percent(int share) {
        return Shares.exact(BigDecimal.valueOf(share, 6));
    }
}
