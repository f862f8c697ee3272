package dev.banyan.sdk.internal;

import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;

/** The ruleset in force with all that belongs to it: what one volatile reference points to. Immutable. */
public final class Snapshot {
    /** Before any ruleset is known. */
    public static final Snapshot NONE = new Snapshot(null, null, Source.NONE, PathTree.EMPTY);

    private final Ruleset fresh;
    private final Ruleset inForce;
    private final Source source;
    private final PathTree paths;
    private final Object mark = new Object();

    private Snapshot(Ruleset fresh, Ruleset inForce, Source source, PathTree paths) {
        this.fresh = fresh;
        this.inForce = inForce;
        this.source = source;
        this.paths = paths;
    }

    /** A ruleset from the given source; one that the server did not send in this run is stale from the start. */
    static Snapshot of(Ruleset ruleset, Source source) {
        Snapshot snapshot = new Snapshot(ruleset, ruleset, source, PathTree.of(ruleset));
        return snapshot.fromServer() ? snapshot : snapshot.stale();
    }

    /** The same rules, whose decisions say that they may be out of date. */
    Snapshot stale() {
        return fresh == null || isStale() ? this : new Snapshot(fresh, fresh.asStale(), source, paths);
    }

    /** The same rules, confirmed. */
    Snapshot confirmed() {
        return isStale() ? new Snapshot(fresh, fresh, source, paths) : this;
    }

    boolean isStale() {
        return inForce != fresh;
    }

    /** Whether the server sent it in this run, so that it can be named as the position held. */
    boolean fromServer() {
        return source == Source.STREAM || source == Source.POLL;
    }

    /** The ruleset as it arrived; null for {@link #NONE}. */
    public Ruleset ruleset() {
        return fresh;
    }

    String entityTag() {
        return '"' + fresh.epoch() + '-' + fresh.revision() + '"';
    }

    int routeCount() {
        return fresh == null ? 0 : fresh.routes().size();
    }

    /** The rules of a route, or null when it is unknown. */
    public RouteRules route(String key) {
        return inForce == null ? null : inForce.route(key);
    }

    /** The revision, 0 for {@link #NONE}. */
    public long revision() {
        return fresh == null ? 0 : fresh.revision();
    }

    /** The epoch, empty for {@link #NONE}. */
    public String epoch() {
        return fresh == null ? "" : fresh.epoch();
    }

    /** This snapshot's identity without its weight: whoever keeps it does not keep the ruleset. */
    public Object mark() {
        return mark;
    }

    public Source source() {
        return source;
    }

    public PathTree paths() {
        return paths;
    }
}
