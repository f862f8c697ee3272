package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Reaction;
import java.util.Set;

/**
 * What a breach leads to, where the route stands. A rollback is for callers: where it takes nobody back, or where new does them no harm, going
 * no further is enough, and what was learnt and written there is not lost.
 */
public final class Consequence {
    private Consequence() {}

    /** @param operation in which harm was found */
    public static Reaction of(Reaction wanted, GuardrailKind kind, String operation, RolloutNow rollout) {
        boolean helps = rollout.leadsBack() && harmsCallers(kind, operation, rollout.stages());
        return wanted == Reaction.ROLL_BACK && !helps ? Reaction.PAUSE : wanted;
    }

    private static boolean harmsCallers(GuardrailKind kind, String operation, Set<Stage> stages) {
        boolean newAnswers = stages.stream().anyMatch(stage -> stage.side() == Side.NEW);
        return newAnswers || callersWait(kind, operation, stages);
    }

    /** Legacy answers, but not before the second write has ended, well or not; reads of the other side are nobody's. */
    private static boolean callersWait(GuardrailKind kind, String operation, Set<Stage> stages) {
        return kind == GuardrailKind.SLOW
                && operation.equals(Observations.WRITE)
                && stages.stream().anyMatch(Stage::writesNew);
    }
}
