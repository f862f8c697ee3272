package dev.banyan.sdk.internal;

/** What one client knows about one route beside the ruleset, shared by all handles of that route. Thread-safe. */
public final class RouteState {
    private final String key;
    private final RouteOutcomes outcomes;
    private volatile LocalRule rule;

    RouteState(String key, RouteOutcomes outcomes) {
        this.key = key;
        this.outcomes = outcomes;
    }

    public String key() {
        return key;
    }

    /** Null when the key is no route key or there are too many routes. */
    public RouteOutcomes outcomes() {
        return outcomes;
    }

    /** What holds in this process whatever the ruleset says; null most of the time. */
    public LocalRule rule() {
        return rule;
    }
}
