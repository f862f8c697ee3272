package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.compare.Comparisons;
import dev.banyan.sdk.internal.compare.Difference;
import dev.banyan.sdk.internal.compare.OneShot;
import dev.banyan.sdk.internal.shadow.ShadowTask;
import java.util.List;

/** The read of the side that does not answer one request, and the comparison with the answer. */
final class ShadowRead<Q, R> extends ShadowTask {
    /** The kind of error of a call that was given up at its deadline. */
    private static final String TOO_LATE = "deadline";

    private final RouteHandle route;
    private final Comparison<R> comparison;
    private final Sides<Q, R> sides;
    private final Decision decision;
    private final Q request;
    private final R answer;
    private final boolean answerFailed;
    private final boolean controlled;
    private final boolean withControl;
    private final Migration<Q, R> migration;
    private volatile long startNanos;

    ShadowRead(Migration<Q, R> migration, Sides<Q, R> sides, Decision decision, Q request, R answer, boolean failed) {
        super(migration.route().state(), System.nanoTime() + migration.deadlineNanos());
        this.route = migration.route();
        this.comparison = migration.comparison();
        this.migration = migration;
        this.sides = sides;
        this.decision = decision;
        this.request = request;
        this.answer = answer;
        this.answerFailed = failed;
        int control = route.shadow().control();
        this.controlled = control > 0;
        this.withControl = !failed && !OneShot.is(answer) && Migration.falls(counts().controlShare(control));
    }

    @Override
    protected void work() {
        startNanos = System.nanoTime();
        R other = null;
        Throwable failure = null;
        try {
            other = sides.call(otherSide(), request);
        } catch (Throwable thrown) {
            Sides.keepInterrupt(thrown);
            failure = thrown;
        }
        try {
            settle(other, failure);
        } finally {
            if (other != answer) {
                OneShot.close(other);
            }
        }
    }

    private void settle(R other, Throwable failure) {
        if (!called()) {
            return;
        }
        route.tape().ended(decision, otherSide(), Operation.READ, elapsed(), failure);
        pair(failure != null);
        if (failure != null || answerFailed) {
            countFailure(failure != null);
        } else if (OneShot.is(answer) || OneShot.is(other)) {
            refuse(OneShot.is(answer) ? answer : other);
        } else {
            compare(other);
        }
    }

    @Override
    protected void late(boolean calling) {
        if (calling) {
            route.record(decision, otherSide(), Operation.READ, elapsed(), Outcome.ERROR, TOO_LATE);
            pair(true);
        }
        counts().late(stage());
    }

    @Override
    protected void dropped() {
        counts().dropped(stage());
    }

    private void countFailure(boolean otherFailed) {
        if (finished() && otherFailed != answerFailed) {
            counts().failed(stage());
        }
    }

    /** To read it here would be to take it away from the caller. */
    private void refuse(R readOnce) {
        if (finished()) {
            counts().refused(
                            stage(),
                            Difference.fault("can be read only once: "
                                    + readOnce.getClass().getSimpleName()));
            migration.cannotCompare(readOnce.getClass());
        }
    }

    private void compare(R other) {
        List<Difference> noise = withControl ? control() : null;
        List<Difference> differences =
                decision.isNew() ? comparison.between(other, answer) : comparison.between(answer, other);
        if (counts().wantsSamples()) {
            differences.stream().limit(Comparisons.MOST_SAMPLES).forEach(comparison::show);
        }
        if (finished()) {
            if (noise != null) {
                counts().controlled(stage(), noise);
            }
            counts().compared(stage(), differences, controlled, migration.wallMillis());
        }
    }

    /**
     * How the side that answered differs from itself; null when that cannot be said. Not an outcome: nobody is waiting for this call, and
     * the share of the two sides is taken from the calls that answer.
     */
    private List<Difference> control() {
        R again;
        try {
            again = sides.call(decision.side(), request);
        } catch (Throwable thrown) {
            Sides.keepInterrupt(thrown);
            return null;
        }
        List<Difference> differences = comparison.between(answer, again);
        return differences.stream().anyMatch(Difference::isFault) ? null : differences;
    }

    private void pair(boolean otherFailed) {
        boolean newFailed = decision.isNew() ? answerFailed : otherFailed;
        boolean legacyFailed = decision.isNew() ? otherFailed : answerFailed;
        route.tape().pair(legacyFailed, newFailed);
    }

    private long elapsed() {
        return System.nanoTime() - startNanos;
    }

    private Side otherSide() {
        return Sides.other(decision.side());
    }

    private Stage stage() {
        return decision.stage();
    }

    private Comparisons counts() {
        return route.state().comparisons();
    }
}
