package dev.banyan.server.flag.state;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.time.Instant;

/** What has to hold before a route goes on from where it was held back. */
public final class ResumeCheck {
    private static final Duration DOUBLE_PRESS = Duration.ofSeconds(2);

    private ResumeCheck() {}

    public static void requireMeant(ResumeOrder order, Intent intent, Rollback held, Instant now) {
        requireMeant(order, intent, held.by(), held.at(), now);
    }

    public static void requireMeant(ResumeOrder order, Intent intent, EnvironmentState held, Instant now) {
        requireMeant(order, intent, held.rolledBackBy(), held.rolledBackAt(), now);
    }

    private static void requireMeant(ResumeOrder order, Intent intent, String by, Instant at, Instant now) {
        boolean mayBeADoublePress =
                order.byHand() && intent.actor().name().equals(by) && now.isBefore(at.plus(DOUBLE_PRESS));
        if (mayBeADoublePress) {
            throw Problem.conflict(
                    "rolled-back-just-now",
                    "You rolled this back less than " + DOUBLE_PRESS.toSeconds()
                            + " seconds ago, so this may be the second half of a double press. It stays rolled back.",
                    "To resume all the same, press once more.");
        }
    }

    /** The sender has read what would go on; since then something may have changed. */
    public static void requireSeen(ResumeOrder order, EnvironmentState environment) {
        if (order.seen() != null && order.seen() != environment.revision()) {
            throw Problem.preconditionFailed(environment);
        }
    }

    public static void requireEnvironmentGoesOn(EnvironmentState environment) {
        if (environment.rollback() != null) {
            throw Problem.conflict(
                    "environment-rolled-back",
                    "The whole environment is rolled back, so a single route cannot go on.",
                    "Resume the environment.");
        }
    }

    /** A resume leads forward, which a rollback that is under way never does. */
    public static void requireFinished(Route route, FlagState flag) {
        if (flag.isComingDown()) {
            throw underWay(route);
        }
    }

    public static Problem underWay(Route route) {
        return Problem.conflict(
                "rollback-under-way",
                route.key() + " is on its way back to legacy.",
                "Wait until it is there, or roll back once more to have the rest at once; then go on.");
    }

    /** While the resume spreads, some instances still hold everybody back: the same data must stand both. */
    public static void requireNoWritesMissed(Route route, FlagState flag) {
        SafetyCheck.missedWrites(route, flag, flag.resume()).ifPresent(conflict -> {
            throw Problem.conflict(
                    "unsafe-resume",
                    conflict,
                    "Lower the rollout beneath the rollback to a stage that writes to both sides, resume, then go on.");
        });
    }

    public static void requireNoBackfill(Route route, FlagState flag, Stage heldAt) {
        if (flag.resumeNeedsBackfill(route.kind(), route.readOnly(), heldAt)) {
            throw Problem.conflict(
                    "backfill-needed",
                    "While " + route.key() + " was at off, the new side missed its writes.",
                    "Backfill the new side, then resume with \"backfilled\": true.");
        }
    }
}
