package dev.banyan.sdk;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.ShadowSettings;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Client;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.route.LocalRule;
import dev.banyan.sdk.internal.route.RouteOutcomes;
import dev.banyan.sdk.internal.route.RouteState;
import dev.banyan.sdk.internal.rules.RulesetStore;
import dev.banyan.sdk.internal.rules.Snapshot;
import java.util.Optional;

/**
 * One route of one client: asks which side serves, and counts how it went. Thread-safe; get it once and keep it.
 *
 * <p>No method throws, blocks, does I/O or takes a lock, whatever it is given; only a failed second write, and a breaker that
 * has errors to look at or changes its state, take a short one. {@link #decide} and {@link #record}
 * allocate nothing once warm; a decision that an open breaker redirects is one small object.
 */
public final class RouteHandle {
    private final String key;
    private final Stage declaredDefault;
    private final RulesetStore store;
    private final RouteState state;
    private final RouteOutcomes outcomes;
    private final OutcomeTape tape;
    private final Client client;
    private final Tally tally;
    private final Decision error;
    private final Optional<RouteHandle> found = Optional.of(this);
    // Written without synchronisation: all fields of a binding are final, and a thread that sees an old one makes it
    // anew.
    private BoundRoute bound;

    RouteHandle(String key, Stage declaredDefault, Client client) {
        this.key = key;
        this.declaredDefault = declaredDefault;
        this.store = client.store();
        this.state = client.routes().of(key);
        this.outcomes = state.outcomes();
        this.tape = new OutcomeTape(client.outcomes(), state);
        this.client = client;
        this.tally = client.tally();
        this.error = Decision.of(key, Stage.OFF, Reason.ERROR, 0);
    }

    /** The route's key. */
    public String key() {
        return key;
    }

    /** The stage while the route is unknown. */
    public Stage declaredDefault() {
        return declaredDefault;
    }

    /** Decides for a context; null is {@link Context#anonymous()}. Never null; stage {@code off} if all else fails. */
    public Decision decide(Context context) {
        try {
            return locally(counted(bound().decide(context)));
        } catch (Throwable unexpected) {
            return error;
        }
    }

    /**
     * Decides for a context, following what another service decided for the same request. The pinned side holds, with the
     * reason {@code PINNED}, when the rollouts of the route lead to it, or would one change later or earlier where the pin is of
     * another revision; a rollback or a route that is not started is stronger. A pin that cannot be followed is ignored, and
     * counted in {@link Counters} when it would have changed the side.
     *
     * @param pins what {@link Banyan#accept} has taken; null pins nothing
     */
    public Decision decide(Context context, Pins pins) {
        Side side = pins == null ? null : pins.side(key);
        if (side == null) {
            return decide(context);
        }
        try {
            BoundRoute route = bound();
            Decision byRules = route.decide(context);
            Decision pinned = route.pinned(byRules, side, pins.revision(key));
            return locally(pinned == null ? unpinned(byRules, side) : pinned);
        } catch (Throwable unexpected) {
            return error;
        }
    }

    /** Whether the new side serves. */
    public boolean isNew(Context context) {
        return decide(context).isNew();
    }

    /** The stage that the request is at. */
    public Stage stage(Context context) {
        return decide(context).stage();
    }

    /** As {@link #decide(Context)}, with bucket, source and age. Allocates: for people who ask, not for every request. */
    public DecisionDetail explain(Context context) {
        Explanation explanation;
        try {
            Explanation byRules = bound().explain(context);
            Decision decision = locally(byRules.decision());
            explanation = decision == byRules.decision() ? byRules : Explanation.of(decision);
        } catch (Throwable unexpected) {
            explanation = Explanation.of(error);
        }
        return new DecisionDetail(explanation, store.current().source(), store.age());
    }

    /**
     * Counts one call to the side that the decision made authoritative.
     *
     * @param elapsedNanos how long it took; a negative time counts as 0, one above 134 s as 134 s
     */
    public void record(Decision decision, Operation operation, long elapsedNanos, Outcome outcome) {
        record(decision, decision == null ? null : decision.side(), operation, elapsedNanos, outcome);
    }

    /**
     * Counts one call to the given side, the other one in a stage that calls both, for instance. Anything null makes the
     * record useless; it is then dropped and counted in {@link Counters#droppedOutcomes()}.
     *
     * @param elapsedNanos how long it took; a negative time counts as 0, one above 134 s as 134 s
     */
    public void record(Decision decision, Side side, Operation operation, long elapsedNanos, Outcome outcome) {
        record(decision, side, operation, elapsedNanos, outcome, null);
    }

    /**
     * As {@link #record(Decision, Side, Operation, long, Outcome)}, with the kind of an error, which is shown beside the error rate. Each
     * side of a route has four kinds at a time; what does not fit is of the kind {@code other}, and a kind that is silent makes room.
     *
     * @param kind a word such as {@code timeout} or the simple name of an exception: 1 to 60 letters, digits and {@code . _ -};
     *     anything else is {@code other}. Nothing personal: it leaves the process. Null, as after a success, names nothing
     */
    public void record(
            Decision decision, Side side, Operation operation, long elapsedNanos, Outcome outcome, String kind) {
        tape.record(decision, side, operation, elapsedNanos, outcome, kind);
    }

    /**
     * Counts an event of the application's own, a full cart or an empty answer, by the side that served the request: so that the sides
     * can be compared by it. Lock-free, and allocates nothing.
     *
     * @param name 1 to 63 of {@code a-z 0-9 . _ -}, the first a letter or digit. A route has eight names, the first that come; others, and
     *     what is null, are dropped and counted in {@link Counters#droppedOutcomes()}
     */
    public void count(Decision decision, String name) {
        tape.count(decision, name);
    }

    /**
     * Takes note of a second write that failed after the first one had succeeded, so that one side lacks what the other has, for
     * {@link Banyan#reconcile}. It is in memory when this returns, and on disk a moment later. Never waits for the disk. Leaves a line
     * in the log, at most one a minute, and reaches {@link BanyanListener#secondWriteFailed}.
     *
     * @param decision what was written by: the side that it does not make authoritative is the one that lacks the write. Null when
     *     that is not known; then either may
     * @param recordKey names the record, 1 to 512 characters; without one, or when the ledger is full, it is only counted as
     *     {@link Backlog#lost()}
     * @param why what was thrown; only its class is kept and logged. May be null
     */
    public void secondWriteFailed(Decision decision, String recordKey, Throwable why) {
        try {
            client.secondWriteFailed(key, decision == null ? null : Sides.other(decision.side()), recordKey, why);
        } catch (RuntimeException | Error unexpected) {
            tally.lostSecondWrites.increment();
        }
    }

    /**
     * Whether the application measures the reads and writes of this route itself: it has built a {@link Migration} of it, or recorded
     * one. Who measures whole calls around them, as the servlet filter does, leaves those of such a route out, or each would count
     * twice. Once true, it stays so. Thread-safe.
     */
    public boolean isMeasured() {
        return state.isMeasured();
    }

    /** How this process's circuit breaker for the route stands; {@link BreakerState#CLOSED} when it has none. */
    public BreakerState breaker() {
        return state.breakerState();
    }

    @Override
    public String toString() {
        return "route " + key;
    }

    /** Notes that the application's code asks for this route. */
    void asked(RouteKind kind) {
        try {
            state.asked(declaredDefault, kind);
        } catch (RuntimeException | Error unexpected) {
            // Who asks is good to know; that the asker is served is what counts.
        }
    }

    /** This handle as a result of matching, made once. */
    Optional<RouteHandle> found() {
        return found;
    }

    /** How much shadow traffic there is to be, by the ruleset in force at this moment. */
    ShadowSettings shadow() {
        return bound().shadow();
    }

    RouteState state() {
        return state;
    }

    OutcomeTape tape() {
        return tape;
    }

    /** What this process says is stronger than the ruleset. */
    private Decision locally(Decision decision) {
        LocalRule rule = state.rule();
        return rule == null ? decision : rule.apply(decision);
    }

    private BoundRoute bound() {
        Snapshot current = store.current();
        BoundRoute route = bound;
        if (route == null || !route.isOf(current)) {
            route = new BoundRoute(key, declaredDefault, current);
            bound = route;
        }
        return route;
    }

    private Decision counted(Decision decision) {
        if (decision.keyMissing() && outcomes != null) {
            outcomes.keyMissing();
        }
        return decision;
    }

    private Decision unpinned(Decision byRules, Side pinned) {
        if (byRules.side() != pinned) {
            tally.unreachablePins.increment();
        }
        return counted(byRules);
    }
}
