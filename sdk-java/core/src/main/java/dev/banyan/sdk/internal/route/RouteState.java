package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.internal.compare.Comparisons;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.rules.RulesetStore;

/** What one client knows about one route beside the ruleset, shared by all handles of that route. Thread-safe. */
public final class RouteState {
    // Loaded before it is needed: the JVM inlines no method whose signature names a class that it has not loaded.
    @SuppressWarnings("unused")
    private static final Class<?> LOADED = LocalRule.class;

    private final String key;
    private final RouteOutcomes outcomes;
    private final RouteStates owner;
    private final Declaration declaration = new Declaration();
    private volatile LocalRule rule;
    private volatile Breaker breaker;
    private volatile long openings;
    private long sentOpenings;
    private volatile LocalOverride override;
    private volatile Comparisons comparisons;
    private volatile boolean measured;

    public RouteState(String key, RouteOutcomes outcomes, RouteStates owner) {
        this.key = key;
        this.outcomes = outcomes;
        this.owner = owner;
    }

    public String key() {
        return key;
    }

    /** Null when the key is no route key or there are too many routes. */
    public RouteOutcomes outcomes() {
        return outcomes;
    }

    /** The counts of its comparisons, made when they are first asked for. */
    public Comparisons comparisons() {
        Comparisons known = comparisons;
        return known == null ? firstComparisons() : known;
    }

    /** Null as long as nobody has compared anything. */
    public Comparisons comparisonsIfAny() {
        return comparisons;
    }

    private synchronized Comparisons firstComparisons() {
        if (comparisons == null) {
            comparisons = new Comparisons();
        }
        return comparisons;
    }

    /** Notes that the application's code asks for the route; cheap once the usual places are known. */
    public void asked(Stage byDefault, RouteKind kind) {
        if (declaration.asked(byDefault, kind)) {
            owner.changed();
        }
    }

    /** Notes that the application measures reads and writes of the route itself. */
    public void measured() {
        if (!measured) {
            measured = true;
        }
    }

    public boolean isMeasured() {
        return measured;
    }

    /** What holds in this process whatever the ruleset says; null most of the time. */
    public LocalRule rule() {
        return rule;
    }

    /** What watches the calls to the new side; null when the ruleset wants nothing watched. */
    Breaker breaker() {
        return breaker;
    }

    /** Tells the breaker, if there is one, of a call to the new side. */
    public void calledNew(Decision decision, boolean error, long nanos) {
        Breaker watching = breaker;
        if (watching != null) {
            watching.record(decision, error, nanos);
        }
    }

    public BreakerState breakerState() {
        Breaker watching = breaker;
        return watching == null ? BreakerState.CLOSED : watching.state();
    }

    /** How often a breaker of this route has opened since the client was built. */
    public long openings() {
        return openings;
    }

    /** How often one has opened since this was last asked; called by one thread. */
    public long drainOpenings() {
        long all = openings;
        long since = all - sentOpenings;
        sentOpenings = all;
        return since;
    }

    /** Puts a local override in force, stronger than the breaker; null takes it away. */
    synchronized void override(LocalOverride next) {
        override = next;
        compose();
    }

    /** Takes the breaker's settings from the ruleset in force. */
    void follow(RulesetStore store) {
        if (adopt(store)) {
            owner.breakerChanged(this, BreakerState.CLOSED);
        }
    }

    /** The ruleset is read within the lock, so that of two that come at once the newer one stays. True if an open one went. */
    private synchronized boolean adopt(RulesetStore store) {
        RouteRules rules = store.current().route(key);
        Breaker before = breaker;
        if (rules == null || rules.breaker() == null) {
            breaker = null;
            compose();
            return before != null && before.state() != BreakerState.CLOSED;
        }
        if (before == null) {
            breaker = owner.newBreaker(this, rules);
        } else {
            before.follow(rules);
        }
        return false;
    }

    /** Called by a breaker, within its lock: whoever sees that it is open has decisions that ask it. */
    synchronized void breakerMoves(Breaker moving, BreakerState next) {
        if (moving == breaker) {
            compose(next);
        }
    }

    /** Called by a breaker, within its lock. */
    void breakerMoved(Breaker moved, BreakerState now) {
        synchronized (this) {
            if (moved != breaker) {
                return;
            }
            openings += now == BreakerState.OPEN ? 1 : 0;
            compose();
        }
        owner.breakerChanged(this, now);
    }

    /** This route's object in the instance report. Takes no lock: a breaker has its own, and takes ours while it holds it. */
    public void describe(JsonText json) {
        declaration.describe(json.raw("{\"key\":").string(key).raw(","));
        LocalOverride held = override;
        if (held != null) {
            json.raw(",\"override\":{\"stage\":").string(held.stage.key());
            json.raw(",\"from\":").string(held.from).raw("}");
        }
        Breaker watching = breaker;
        String opened = watching == null ? null : watching.describe();
        json.raw(opened == null ? "" : ",\"breaker\":" + opened);
        json.raw(",\"openings\":").raw(openings).raw("}");
    }

    private void compose() {
        compose(breakerState());
    }

    private void compose(BreakerState state) {
        rule = override != null || state == BreakerState.CLOSED ? override : breaker;
    }
}
