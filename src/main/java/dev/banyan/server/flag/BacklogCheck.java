package dev.banyan.server.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/**
 * New may not begin to answer while it lacks writes that legacy has. Asked for on the way forward only: nothing stands in the way of
 * going back, nor of moving more of a cohort that new answers already.
 */
@ApplicationScoped
class BacklogCheck {
    private final MissingWrites missing;

    BacklogCheck(MissingWrites missing) {
        this.missing = missing;
    }

    /**
     * @param heldAt the stage that a rollback holds everybody at before the change; {@code complete} when none does
     * @throws Problem when the change lets new answer callers of a route whose second writes are not all made up for
     */
    void require(EnvironmentScope scope, Route route, FlagState before, Stage heldAt, FlagState after) {
        if (route.kind() == RouteKind.TWO || !newBeginsToAnswer(before, heldAt, after)) {
            return;
        }
        long entries = missing.of(scope, route.key());
        if (entries > 0) {
            throw Problem.of(409, "unsafe-backlog", "The new side lacks writes")
                    .detail(sentence(route.key(), entries))
                    .field("cohorts")
                    .remedy(
                            "Reconcile them in the service that keeps them, then move on;"
                                    + " or discard the backlog, if its machine is gone for good and the writes were made up for.")
                    .build();
        }
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

    private static String sentence(String route, long entries) {
        return "%s: %,d second %s still missing on the new side."
                .formatted(route, entries, entries == 1 ? "write is" : "writes are");
    }
}
