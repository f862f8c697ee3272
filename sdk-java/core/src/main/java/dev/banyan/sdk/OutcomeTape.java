package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.internal.kit.ErrorKinds;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.RouteOutcomes;
import dev.banyan.sdk.internal.route.RouteState;

/** Counts what came of the decisions of one route; what cannot be counted is counted as dropped. Thread-safe, never throws. */
final class OutcomeTape {
    private final Outcomes all;
    private final RouteState state;
    /** Null when the key is no route key or there are too many routes. */
    private final RouteOutcomes outcomes;

    OutcomeTape(Outcomes all, RouteState state) {
        this.all = all;
        this.state = state;
        this.outcomes = state.outcomes();
    }

    void record(Decision decision, Side side, Operation operation, long elapsedNanos, Outcome outcome, String kind) {
        if (outcomes == null || decision == null || side == null || operation == null || outcome == null) {
            all.drop(1);
            return;
        }
        try {
            boolean failed = outcome == Outcome.ERROR;
            if (operation != Operation.CALL) {
                state.measured();
            }
            outcomes.record(decision.stage(), side, operation, failed, elapsedNanos, kind);
            if (side == Side.NEW) {
                state.calledNew(decision, failed, elapsedNanos);
            }
        } catch (RuntimeException | Error unexpected) {
            all.drop(1);
        }
    }

    /** A call that ended with a result, or with what was thrown. */
    void ended(Decision decision, Side side, Operation operation, long elapsedNanos, Throwable thrown) {
        Outcome outcome = thrown == null ? Outcome.SUCCESS : Outcome.ERROR;
        record(decision, side, operation, elapsedNanos, outcome, ErrorKinds.named(thrown));
    }

    void count(Decision decision, String event) {
        try {
            if (outcomes == null || decision == null || !outcomes.count(event, decision.side())) {
                all.drop(1);
            }
        } catch (RuntimeException | Error unexpected) {
            all.drop(1);
        }
    }

    /** How both sides did for one request. */
    void pair(boolean legacyFailed, boolean newFailed) {
        if (outcomes != null) {
            outcomes.pair(legacyFailed, newFailed);
        }
    }
}
