package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.BreakerSettings;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Platform;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Keeps the requests of one route away from a new side that fails or is slow too often. Thread-safe. Counting a call takes
 * neither lock nor clock while all goes well; errors and slow calls look at the window, at most every 50 ms.
 *
 * <table>
 * <tr><th>state<th>until<th>then
 * <tr><td>closed<td>errors or slow calls reach their share of the window<td>open
 * <tr><td>open<td>{@code openSeconds} are over<td>half-open, with {@code probes} permits
 * <tr><td>half-open<td>that many calls have done well<td>closed, with an empty window
 * <tr><td>half-open<td>one has failed or was slow<td>open
 * <tr><td>half-open<td>permits are spent and nothing was heard for a while<td>half-open, with new permits
 * </table>
 *
 * <p>What counts while half-open is every call to the new side that this breaker did not redirect and that began since then.
 */
final class Breaker implements LocalRule {
    static final long SPACING_MILLIS = 50;
    private static final long SPACING_NANOS = SPACING_MILLIS * 1_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Platform platform;
    private final BiConsumer<Breaker, BreakerState> changing;
    private final BiConsumer<Breaker, BreakerState> changed;
    private final Runnable lookSoon;
    private final AtomicLong nextLookNanos;
    private final AtomicInteger permits = new AtomicInteger();
    private final AtomicLong permitsNanos = new AtomicLong();
    private volatile RouteRules rules;
    private volatile CallWindow window;
    private volatile BreakerState state = BreakerState.CLOSED;
    private volatile long sinceNanos;
    /** An error came too soon after the last look: somebody must look once more. */
    private volatile boolean owed;

    private long sinceMillis;
    private long errors;
    private long slow;
    private long calls;

    /**
     * {@code changing} is told of each new state before anybody can see it, {@code changed} afterwards, both in order; {@code lookSoon}
     * when {@link #tick} has something to do.
     */
    Breaker(
            Platform platform,
            RouteRules rules,
            BiConsumer<Breaker, BreakerState> changing,
            BiConsumer<Breaker, BreakerState> changed,
            Runnable lookSoon) {
        this.platform = platform;
        this.changing = changing;
        this.changed = changed;
        this.lookSoon = lookSoon;
        this.nextLookNanos = new AtomicLong(platform.nanoTime());
        this.rules = rules;
        this.window = emptyWindow();
    }

    BreakerState state() {
        return state;
    }

    /** Takes the settings of a new ruleset. The state stays; another window or another slowness starts counting anew. */
    void follow(RouteRules next) {
        BreakerSettings before = rules.breaker();
        BreakerSettings now = next.breaker();
        rules = next;
        if (before.windowSeconds() != now.windowSeconds() || before.slowMillis() != now.slowMillis()) {
            window = emptyWindow();
        }
    }

    /** Counts a call to the new side. */
    void record(Decision decision, boolean error, long nanos) {
        CallWindow counts = window;
        int kind = counts.kind(error, nanos);
        if (state == BreakerState.CLOSED) {
            counts.count(kind);
            if (kind != 0) {
                lookIfDue();
            }
        } else if (state == BreakerState.HALF_OPEN && decision.reason() != Reason.BREAKER) {
            probed(kind, Math.max(0, nanos));
        }
    }

    @Override
    public Decision apply(Decision decision) {
        halfOpenIfDue();
        Stage stage = decision.stage();
        Stage safe = safe(stage);
        return safe == stage || admits(stage) ? decision : decision.at(safe, Reason.BREAKER);
    }

    /** Does what time brings; true when it is to be asked again after {@link #SPACING_MILLIS}. */
    boolean tick() {
        halfOpenIfDue();
        if (owed) {
            lookIfDue();
        }
        return owed;
    }

    /** As the instance report has it; null when closed. */
    synchronized String describe() {
        if (state == BreakerState.CLOSED) {
            return null;
        }
        JsonText json = new JsonText().raw("{\"state\":").string(state.key());
        json.raw(",\"since\":").string(Instant.ofEpochMilli(sinceMillis).toString());
        json.raw(",\"errors\":").raw(errors).raw(",\"slow\":").raw(slow);
        return json.raw(",\"calls\":").raw(calls).raw("}").text();
    }

    /**
     * Legacy where it has all data, without letting new miss a write: routes of four and six stages keep both sides in step, until their
     * last stage, where a write has gone to new only. Those of two have one set of data, or none.
     */
    private Stage safe(Stage stage) {
        if (!stage.readsNew()) {
            return stage;
        }
        RouteRules route = rules;
        if (route.kind() == RouteKind.TWO || route.readsOnly()) {
            return Stage.OFF;
        }
        return stage == Stage.COMPLETE ? stage : Stage.DUALWRITE;
    }

    private boolean admits(Stage stage) {
        BreakerState now = state;
        return now == BreakerState.CLOSED || now == BreakerState.HALF_OPEN && permit(stage);
    }

    private boolean permit(Stage stage) {
        if (permits.get() <= 0) {
            renewPermits(stage);
        }
        return permits.get() > 0 && permits.getAndDecrement() > 0;
    }

    /** A probe may never be heard of. At shadow that is usual, as most reads are not sampled, and harms no caller. */
    private void renewPermits(Stage stage) {
        BreakerSettings settings = rules.breaker();
        long patience = stage == Stage.SHADOW ? SECOND_NANOS : settings.openSeconds() * SECOND_NANOS;
        long given = permitsNanos.get();
        long now = platform.nanoTime();
        if (now - given >= patience && permitsNanos.compareAndSet(given, now)) {
            permits.set(settings.probes());
        }
    }

    private void lookIfDue() {
        long now = platform.nanoTime();
        long due = nextLookNanos.get();
        if (now - due >= 0 && nextLookNanos.compareAndSet(due, now + SPACING_NANOS)) {
            look(now);
        } else if (!owed) {
            owed = true;
            lookSoon.run();
        }
    }

    private synchronized void look(long now) {
        // First: what is counted before somebody sees this as owed is seen below, what is counted after asks again.
        owed = false;
        if (state != BreakerState.CLOSED) {
            return;
        }
        CallWindow counts = window;
        BreakerSettings settings = rules.breaker();
        counts.look(now);
        figures(counts.sum(CallWindow.ERROR), counts.sum(CallWindow.SLOW), counts.sum(0));
        boolean tooMany = reaches(errors, settings.errors()) || reaches(slow, settings.slow());
        if (calls >= settings.minimumCalls() && tooMany) {
            move(BreakerState.OPEN, now);
        }
    }

    private boolean reaches(long bad, int millionths) {
        return bad > 0 && bad * 1_000_000 >= calls * millionths;
    }

    private void halfOpenIfDue() {
        if (state == BreakerState.OPEN) {
            long now = platform.nanoTime();
            if (now - sinceNanos >= rules.breaker().openSeconds() * SECOND_NANOS) {
                halfOpen(now);
            }
        }
    }

    private synchronized void halfOpen(long now) {
        if (state == BreakerState.OPEN) {
            permits.set(rules.breaker().probes());
            permitsNanos.set(now);
            figures(0, 0, 0);
            move(BreakerState.HALF_OPEN, now);
        }
    }

    private synchronized void probed(int kind, long nanos) {
        long now = platform.nanoTime();
        boolean beganBefore = nanos > now - sinceNanos;
        if (state != BreakerState.HALF_OPEN || beganBefore) {
            return;
        }
        figures(errors + (kind & CallWindow.ERROR), slow + (kind & CallWindow.SLOW) / CallWindow.SLOW, calls + 1);
        if (kind != 0) {
            move(BreakerState.OPEN, now);
        } else if (calls >= rules.breaker().probes()) {
            window = emptyWindow();
            move(BreakerState.CLOSED, now);
        }
    }

    private void figures(long newErrors, long newSlow, long newCalls) {
        errors = newErrors;
        slow = newSlow;
        calls = newCalls;
    }

    private void move(BreakerState next, long now) {
        sinceNanos = now;
        sinceMillis = platform.wallMillis();
        changing.accept(this, next);
        state = next;
        changed.accept(this, next);
    }

    private CallWindow emptyWindow() {
        BreakerSettings settings = rules.breaker();
        return new CallWindow(settings.windowSeconds(), settings.slowMillis(), platform.nanoTime());
    }
}
