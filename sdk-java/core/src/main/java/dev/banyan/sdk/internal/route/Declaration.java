package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.kit.JsonText;
import java.util.ArrayList;
import java.util.List;

/** What the application's code says about one route by asking for it: kind, default, and from where. Thread-safe. */
final class Declaration {
    /** How often a place that asks is looked for; then the usual places are known, and asking is cheap. */
    private static final int MOST_LOOKS = 32;

    private static final int MOST_SITES = 8;

    private final List<String> sites = new ArrayList<>();
    private volatile int looks;
    private Stage declaredDefault;
    private RouteKind kind;

    /** Notes who asks; a kind of null says nothing. True when that was news. */
    boolean asked(Stage byDefault, RouteKind asKind) {
        return looks < MOST_LOOKS && note(CallSite.find(), byDefault, asKind);
    }

    private synchronized boolean note(String site, Stage byDefault, RouteKind asKind) {
        looks++;
        boolean newSite = site != null && sites.size() < MOST_SITES && !sites.contains(site);
        if (newSite) {
            sites.add(site);
        }
        boolean news = newSite || declaredDefault == null || kind == null && asKind != null;
        declaredDefault = declaredDefault == null ? byDefault : declaredDefault;
        kind = kind == null ? asKind : kind;
        return news;
    }

    /** The members of the instance report's object: legacy is the default of a route that was only matched by its path. */
    synchronized void describe(JsonText json) {
        json.raw("\"kind\":").raw(kind == null ? "null" : Integer.toString(kind.stageCount()));
        json.raw(",\"default\":").string((declaredDefault == null ? Stage.OFF : declaredDefault).key());
        json.raw(",\"sites\":[");
        for (int i = 0; i < sites.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(sites.get(i));
        }
        json.raw("]");
    }
}
