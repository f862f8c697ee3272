package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.RouteRules;
import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.rules.RulesetStore;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/** The routes that this process has asked for. Bounded; thread-safe. */
public final class RouteStates {
    private final ConcurrentMap<String, RouteState> states = new ConcurrentHashMap<>();
    private final Outcomes outcomes;
    private final Overrides overrides;
    private final RulesetStore store;
    private final Platform platform;
    private final BiConsumer<RouteState, BreakerState> breakerChanged;
    private final Runnable changed;
    private final Runnable tickSoon;

    /**
     * {@code breakerChanged} is told of a breaker's new state, {@code changed} of whatever the instance report tells, {@code tickSoon}
     * when {@link #tick} has something to do.
     */
    public RouteStates(
            Outcomes outcomes,
            Overrides overrides,
            RulesetStore store,
            Platform platform,
            BiConsumer<RouteState, BreakerState> breakerChanged,
            Runnable changed,
            Runnable tickSoon) {
        this.outcomes = outcomes;
        this.overrides = overrides;
        this.store = store;
        this.platform = platform;
        this.breakerChanged = breakerChanged;
        this.changed = changed;
        this.tickSoon = tickSoon;
    }

    /** The state of a route; one that is kept nowhere when the key is no route key or there are too many. */
    public RouteState of(String key) {
        RouteState known = states.get(key);
        if (known != null) {
            return known;
        }
        RouteState made = new RouteState(key, outcomes.of(key), this);
        // Before anybody can find it: not one decision may pass an override by.
        made.override(overrides.of(key));
        RouteState first = made.outcomes() == null ? null : states.putIfAbsent(key, made);
        if (first == null && made.outcomes() != null) {
            // And after: a ruleset or an override that came meanwhile may not have found it among the others.
            made.override(overrides.of(key));
            made.follow(store);
        }
        return first == null ? made : first;
    }

    public Collection<RouteState> all() {
        return states.values();
    }

    /** Takes what the ruleset in force says. */
    public void follow() {
        for (RouteState state : states.values()) {
            state.follow(store);
        }
    }

    /** Puts in force what the overrides say now. */
    public void lookAtOverrides() {
        if (overrides.look()) {
            states.values().forEach(state -> state.override(overrides.of(state.key())));
            changed();
        }
    }

    /** Does what time brings; returns after how many milliseconds it wants to be asked again. */
    public long tick() {
        boolean soon = false;
        for (RouteState state : states.values()) {
            Breaker breaker = state.breaker();
            soon |= breaker != null && breaker.tick();
        }
        return soon ? Breaker.SPACING_MILLIS : Long.MAX_VALUE;
    }

    Breaker newBreaker(RouteState state, RouteRules rules) {
        return new Breaker(platform, rules, state::breakerMoves, state::breakerMoved, tickSoon);
    }

    void breakerChanged(RouteState state, BreakerState now) {
        breakerChanged.accept(state, now);
        changed();
    }

    void changed() {
        changed.run();
    }
}
