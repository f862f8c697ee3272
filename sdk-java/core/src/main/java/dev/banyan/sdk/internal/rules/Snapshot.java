package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Source;
import dev.banyan.wire.RulesetText;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** The ruleset in force with all that belongs to it: what one volatile reference points to. Immutable. */
public final class Snapshot {
    /** Before any ruleset is known. */
    public static final Snapshot NONE = new Snapshot(null, null, PathTree.EMPTY, Origin.NOWHERE);

    private final Ruleset fresh;
    private final Ruleset inForce;
    private final PathTree paths;
    private final Origin origin;
    private final Object mark = new Object();

    private Snapshot(Ruleset fresh, Ruleset inForce, PathTree paths, Origin origin) {
        this.fresh = fresh;
        this.inForce = inForce;
        this.paths = paths;
        this.origin = origin;
    }

    /**
     * A ruleset from the given source; one that the server did not send in this run is stale from the start.
     *
     * @param text what it was read from; deltas are applied to it. May be null
     * @param entityTag as the server named it, or null
     */
    public static Snapshot of(Ruleset ruleset, byte[] text, Source source, String entityTag) {
        return of(ruleset, new Origin(source, text, entityTag, Collections.emptyMap()));
    }

    static Snapshot of(Ruleset ruleset, Origin origin) {
        Snapshot snapshot = new Snapshot(ruleset, ruleset, PathTree.of(ruleset), origin);
        return snapshot.fromServer() ? snapshot : snapshot.stale();
    }

    /** The same with more emergencies in force. */
    Snapshot with(Ruleset more) {
        return with(more, isStale() ? more.asStale() : more);
    }

    /** The same rules, whose decisions say that they may be out of date. */
    Snapshot stale() {
        return fresh == null || isStale() ? this : with(fresh, fresh.asStale());
    }

    /** The same rules, confirmed. */
    Snapshot confirmed() {
        return isStale() ? with(fresh, fresh) : this;
    }

    boolean isStale() {
        return inForce != fresh;
    }

    /** Whether the server sent it in this run, so that it can be named as the position held. */
    public boolean fromServer() {
        return source() == Source.STREAM || source() == Source.POLL;
    }

    /** The ruleset as it arrived; null for {@link #NONE}. */
    public Ruleset ruleset() {
        return fresh;
    }

    /** What must be carried into the next ruleset; a resource packed long ago has no say in that. */
    Ruleset binding() {
        return source() == Source.BOOTSTRAP ? null : fresh;
    }

    /** What it was read from; null when that was a resource. Not to be modified. */
    byte[] text() {
        return origin.text;
    }

    /** The texts of the rules that routes keep; by route. */
    Map<String, String> kept() {
        return origin.kept;
    }

    /** As the server named it; what came over the stream has no name, and gets the one that the server would give it. */
    public String entityTag() {
        if (origin.entityTag != null) {
            return origin.entityTag;
        }
        boolean lists = fresh.emergencies().size() > fresh.carried().size();
        String ending = lists ? '-' + RulesetText.checksum(text()).substring(0, 8) : "";
        return '"' + fresh.epoch() + '-' + fresh.revision() + ending + '"';
    }

    /** Whether both stand for the same revision, so that they may differ in emergencies only. */
    boolean isAt(Ruleset other) {
        return fresh != null && revision() == other.revision() && epoch().equals(other.epoch());
    }

    /** Whether the same emergencies are in force. */
    boolean holdsWith(Ruleset other) {
        return ids(fresh).equals(ids(other));
    }

    boolean isReadFrom(byte[] otherText, String otherTag) {
        return Arrays.equals(text(), otherText) && (otherTag == null || otherTag.equals(origin.entityTag));
    }

    /** Whether somebody waits to hear that this has replaced {@code before}. */
    public boolean isUrgentAfter(Snapshot before) {
        long urgent = fresh.urgent();
        boolean passed = before.epoch().equals(epoch()) && before.revision() < urgent && urgent <= revision();
        return passed || !ids(before.fresh).containsAll(ids(fresh));
    }

    int routeCount() {
        return fresh == null ? 0 : fresh.routes().size();
    }

    /** The rules of a route, or null when it is unknown. */
    public RouteRules route(String key) {
        return inForce == null ? null : inForce.route(key);
    }

    /** What holds for a route without rules. */
    public Decision withoutRules(String key, Stage declaredDefault) {
        return inForce == null
                ? Decision.of(key, declaredDefault, Reason.DEFAULT, 0)
                : inForce.withoutRules(key, declaredDefault);
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
        return origin.source;
    }

    public PathTree paths() {
        return paths;
    }

    private Snapshot with(Ruleset asReceived, Ruleset deciding) {
        return new Snapshot(asReceived, deciding, paths, origin);
    }

    private static Set<String> ids(Ruleset ruleset) {
        return ruleset == null ? Collections.emptySet() : Emergency.ids(ruleset.emergencies());
    }
}
