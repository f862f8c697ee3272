package dev.banyan.server.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.state.CohortSpec;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.flag.state.MissingWrites;
import dev.banyan.server.flag.state.RollbackSafety;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * New may not begin to answer while it lacks writes that legacy has. Asked for on the way forward only: nothing stands in the way of
 * going back, nor of moving more of a cohort that new answers already. What legacy lacks blocks nothing: whoever goes on leaves
 * legacy behind, and what going back would cost {@link RollbackSafety} says.
 */
@ApplicationScoped
public class BacklogCheck {
    private final MissingWrites missing;

    BacklogCheck(MissingWrites missing) {
        this.missing = missing;
    }

    /**
     * @param heldAt the stage that a rollback holds everybody at before the change; {@code complete} when none does
     * @throws Problem when the change lets new answer callers of a route whose second writes are not all made up for
     */
    public void require(EnvironmentScope scope, Route route, FlagState before, Stage heldAt, FlagState after) {
        require(route, before, heldAt, after, key -> missing.of(scope, key, Side.NEW));
    }

    /** The same for many routes of an environment, with what {@link #lackedByNew} says. */
    public static void require(
            Route route, FlagState before, Stage heldAt, FlagState after, Function<String, Missing> lackedByNew) {
        if (route.kind() == RouteKind.TWO || !newBeginsToAnswer(before, heldAt, after)) {
            return;
        }
        Missing lacked = lackedByNew.apply(route.key());
        if (!lacked.none()) {
            throw Problem.of(409, "unsafe-backlog", "The new side lacks writes")
                    .detail(route.key() + ": " + lacked.on(Side.NEW) + ".")
                    .field("cohorts")
                    .remedy(
                            "To go on, " + lacked.remedy(Side.NEW)
                                    + "; or discard the backlog, if its machine is gone for good and the writes were made up for.")
                    .build();
        }
    }

    /** Of every route, asked for once. */
    public Function<String, Missing> lackedByNew(EnvironmentScope scope) {
        Map<String, Missing> byRoute = missing.of(scope, Side.NEW);
        return route -> byRoute.getOrDefault(route, Missing.NONE);
    }

    static boolean newBeginsToAnswer(FlagState before, Stage heldAt, FlagState after) {
        return after.cohorts().stream()
                .filter(BacklogCheck::answeredByNew)
                .anyMatch(cohort -> heldAt.side() == Side.LEGACY || !answeredByNewBefore(before, cohort));
    }

    /** A cohort that was not there before is made of others, whichever they were. */
    private static boolean answeredByNewBefore(FlagState before, CohortSpec cohort) {
        Predicate<CohortSpec> same = each -> each.name().equals(cohort.name());
        boolean known = before.cohorts().stream().anyMatch(same);
        return before.cohorts().stream()
                .filter(each -> !known || same.test(each))
                .anyMatch(BacklogCheck::answeredByNew);
    }

    private static boolean answeredByNew(CohortSpec cohort) {
        return cohort.rollout().stagesInUse().stream().anyMatch(stage -> stage.side() == Side.NEW);
    }
}
