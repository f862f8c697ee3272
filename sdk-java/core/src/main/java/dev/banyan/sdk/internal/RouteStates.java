package dev.banyan.sdk.internal;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The routes that this process has asked for. Bounded; thread-safe. */
public final class RouteStates {
    private final ConcurrentMap<String, RouteState> states = new ConcurrentHashMap<>();
    private final Outcomes outcomes;

    RouteStates(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** The state of a route; one that is kept nowhere when the key is no route key or there are too many. */
    public RouteState of(String key) {
        RouteState known = states.get(key);
        if (known != null) {
            return known;
        }
        RouteState made = new RouteState(key, outcomes.of(key));
        RouteState first = made.outcomes() == null ? null : states.putIfAbsent(key, made);
        return first == null ? made : first;
    }

    Collection<RouteState> all() {
        return states.values();
    }
}
