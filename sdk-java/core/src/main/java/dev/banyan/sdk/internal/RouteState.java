package dev.banyan.sdk.internal;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import java.util.ArrayList;
import java.util.List;

/** What one client knows about one route beside the ruleset, shared by all handles of that route. Thread-safe. */
public final class RouteState {
    // Loaded before it is needed: the JVM inlines no method whose signature names a class that it has not loaded.
    @SuppressWarnings("unused")
    private static final Class<?> LOADED = LocalRule.class;

    /** How often a place that asks for the route is looked for; then the usual places are known, and asking is cheap. */
    private static final int MOST_LOOKS = 32;

    private static final int MOST_SITES = 8;

    private final String key;
    private final RouteOutcomes outcomes;
    private final Runnable changed;
    private final List<String> sites = new ArrayList<>();
    private volatile LocalRule override;
    private volatile int looks;
    private Stage declaredDefault;
    private RouteKind declaredKind;
    private volatile Comparisons comparisons;

    RouteState(String key, RouteOutcomes outcomes, Runnable changed) {
        this.key = key;
        this.outcomes = outcomes;
        this.changed = changed;
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
    Comparisons comparisonsIfAny() {
        return comparisons;
    }

    private synchronized Comparisons firstComparisons() {
        if (comparisons == null) {
            comparisons = new Comparisons();
        }
        return comparisons;
    }

    /** What holds in this process whatever the ruleset says; null most of the time. */
    public LocalRule rule() {
        return override;
    }

    void override(LocalRule rule) {
        override = rule;
    }

    /** Notes who asks for the route: a kind of null says nothing. Cheap once the usual places are known. */
    public void asked(Stage stage, RouteKind kind) {
        if (looks < MOST_LOOKS) {
            note(CallSite.find(), stage, kind);
        }
    }

    private synchronized void note(String site, Stage stage, RouteKind kind) {
        looks++;
        boolean newSite = site != null && sites.size() < MOST_SITES && !sites.contains(site);
        if (newSite) {
            sites.add(site);
        }
        if (newSite || declaredDefault == null || declaredKind == null && kind != null) {
            declaredDefault = declaredDefault == null ? stage : declaredDefault;
            declaredKind = declaredKind == null ? kind : declaredKind;
            changed.run();
        }
    }

    /** As the instance report has it; nothing for a route that was only matched by its path. */
    synchronized void describe(JsonText json) {
        json.raw("{\"key\":").string(key).raw(",\"kind\":");
        json.raw(declaredKind == null ? "null" : Integer.toString(declaredKind.stageCount()));
        json.raw(",\"default\":").string((declaredDefault == null ? Stage.OFF : declaredDefault).key());
        json.raw(",\"sites\":[");
        for (int i = 0; i < sites.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(sites.get(i));
        }
        json.raw("]");
        LocalRule held = override;
        if (held instanceof LocalOverride) {
            json.raw(",\"override\":{\"stage\":").string(((LocalOverride) held).stage.key());
            json.raw(",\"from\":").string(((LocalOverride) held).from).raw("}");
        }
        json.raw("}");
    }
}
