package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.problem.Problem;

/** What has to hold before a route goes on from where it was held back. */
final class ResumeCheck {
    private ResumeCheck() {}

    static void requireEnvironmentGoesOn(LockedEnvironment locked) {
        if (locked.state().rollback() != null) {
            throw Problem.conflict(
                    "environment-rolled-back",
                    "The whole environment is rolled back, so a single route cannot go on.",
                    "Resume the environment.");
        }
    }

    /** A resume leads forward, which a rollback that is under way never does. */
    static void requireFinished(Route route, FlagState flag) {
        if (flag.isComingDown()) {
            throw underWay(route);
        }
    }

    static Problem underWay(Route route) {
        return Problem.conflict(
                "rollback-under-way",
                route.key() + " is on its way back to legacy.",
                "Wait until it is there, or roll back once more to have the rest at once; then go on.");
    }

    /** While the resume spreads, some instances still hold everybody back: the same data must stand both. */
    static void requireNoWritesMissed(Route route, FlagState flag) {
        SafetyCheck.missedWrites(route, flag, flag.resume()).ifPresent(conflict -> {
            throw Problem.conflict(
                    "unsafe-resume",
                    conflict,
                    "Lower the rollout beneath the rollback to a stage that writes to both sides, resume, then go on.");
        });
    }

    static void requireNoBackfill(Route route, FlagState flag, Stage heldAt) {
        if (flag.resumeNeedsBackfill(route.kind(), route.readOnly(), heldAt)) {
            throw Problem.conflict(
                    "backfill-needed",
                    "While " + route.key() + " was at off, the new side missed its writes.",
                    "Backfill the new side, then resume with \"backfilled\": true.");
        }
    }
}
