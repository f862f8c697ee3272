package dev.banyan.sdk.internal;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The routes that this process has asked for. Bounded; thread-safe. */
public final class RouteStates {
    private final ConcurrentMap<String, RouteState> states = new ConcurrentHashMap<>();
    private final Outcomes outcomes;
    private final Overrides overrides;
    private final Runnable changed;

    RouteStates(Outcomes outcomes, Overrides overrides, Runnable changed) {
        this.outcomes = outcomes;
        this.overrides = overrides;
        this.changed = changed;
    }

    /** The state of a route; one that is kept nowhere when the key is no route key or there are too many. */
    public RouteState of(String key) {
        RouteState known = states.get(key);
        if (known != null) {
            return known;
        }
        RouteState made = new RouteState(key, outcomes.of(key), changed);
        RouteState first = made.outcomes() == null ? null : states.putIfAbsent(key, made);
        RouteState state = first == null ? made : first;
        // After it can be found: a change of overrides in this moment reaches it one way or the other.
        state.override(overrides.of(key));
        return state;
    }

    /** Puts in force what the overrides say now. */
    void lookAtOverrides() {
        if (overrides.look()) {
            states.values().forEach(state -> state.override(overrides.of(state.key())));
            changed.run();
        }
    }

    Collection<RouteState> all() {
        return states.values();
    }
}
