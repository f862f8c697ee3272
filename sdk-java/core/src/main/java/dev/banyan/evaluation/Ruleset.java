package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rules of one environment at one revision, compiled. Immutable, safe to share; a change is a new ruleset. */
public final class Ruleset {

    /** The version of the ruleset's form that this code understands. */
    public static final int SCHEMA = 1;

    private final RulesetBuilder definition;
    private final Scope scope;
    private final List<RouteRules> inOrder = new ArrayList<>();
    private final Map<String, RouteRules> routes = new HashMap<>();

    Ruleset(RulesetBuilder definition, Freshness freshness) {
        this.definition = definition;
        scope = new Scope(
                definition.revision,
                definition.rollback,
                definition.emergencies,
                definition.segments.values(),
                definition.randomBuckets,
                freshness);
        definition.routes.values().forEach(route -> inOrder.add(new RouteRules(route, scope)));
        for (UnreadRoute route : unread()) {
            if (route.keepsRules()) {
                inOrder.add(route.compile(scope));
            }
        }
        inOrder.forEach(route -> routes.put(route.key(), route));
    }

    /**
     * A builder.
     *
     * @param project the key of the project
     * @param environment the key of the environment
     */
    public static RulesetBuilder builder(String project, String environment) {
        return new RulesetBuilder(project, environment);
    }

    /** The version of the ruleset's form. */
    public int schema() {
        return SCHEMA;
    }

    /** The key of the project. */
    public String project() {
        return definition.project;
    }

    /** The key of the environment. */
    public String environment() {
        return definition.environment;
    }

    /** Changes when the database behind the server is restored; revisions are comparable within one epoch only. */
    public String epoch() {
        return definition.epoch;
    }

    /** The environment's version, one step per change. */
    public long revision() {
        return definition.revision;
    }

    /** The rollback of the whole environment, or {@code null}. */
    public EnvironmentRollback rollback() {
        return definition.rollback;
    }

    /** The newest revision whose arrival somebody waits for, a rollback for instance; 0 for none. */
    public long urgent() {
        return definition.urgent;
    }

    /** The emergencies that hold: those that the ruleset lists, and those that it was made to {@link #carrying carry}. */
    public List<Emergency> emergencies() {
        return definition.emergencies.inForce();
    }

    /** Of {@link #emergencies()} those that the ruleset itself does not list. */
    public List<Emergency> carried() {
        return definition.emergencies.carried();
    }

    /** How pins are signed; never {@code null}. */
    public PinningSettings pinning() {
        return definition.pinning;
    }

    /**
     * The rules of a route, or {@code null} when this ruleset does not know it. Of a route that is not understood, the rules that it {@link
     * #keeping keeps}, if there are any.
     */
    public RouteRules route(String key) {
        return routes.get(key);
    }

    /** The rules of all routes, in the order in which they were given; unmodifiable. */
    public Collection<RouteRules> routes() {
        return Collections.unmodifiableList(inOrder);
    }

    /** The routes that it holds in a form that this release does not understand; unmodifiable. */
    public Collection<UnreadRoute> unread() {
        return definition.unread.routes();
    }

    /** The segments that are not understood: the reason by key; unmodifiable. */
    public Map<String, String> unreadSegments() {
        return definition.unread.segments();
    }

    /** What is not understood outside of routes and segments: the reason by the field's name; unmodifiable. */
    public Map<String, String> unreadHead() {
        return definition.unread.head();
    }

    /**
     * What holds for a route without rules. A rollback holds for a route that is not understood, too.
     *
     * @param declaredDefault what holds otherwise
     */
    public Decision withoutRules(String key, Stage declaredDefault) {
        UnreadRoute unread = definition.unread.route(key);
        return unread == null
                ? Decision.of(key, declaredDefault, Reason.DEFAULT, revision())
                : unread.decision(declaredDefault, scope);
    }

    /** The segments, in the order in which they were given; unmodifiable. */
    public Collection<Segment> segments() {
        return Collections.unmodifiableCollection(definition.segments.values());
    }

    /**
     * The same rules, said to be stale: stages and sides stay, and the reasons {@code SPLIT}, {@code TARGETING_MATCH}, {@code
     * STATIC} and {@code DISABLED} become {@link Reason#STALE}. Compiles all routes again.
     */
    public Ruleset asStale() {
        return new Ruleset(definition, Freshness.STALE);
    }

    /**
     * These rules with the emergencies of another ruleset too, whichever of the two is newer. Only being called settled here, or another epoch,
     * ends one: who does not mention it may not have heard of it.
     *
     * @param other a ruleset known before, or {@code null}
     * @return this ruleset when it is of another environment or epoch, or brings none that is missing here and not settled
     */
    public Ruleset carrying(Ruleset other) {
        boolean comparable = isOfThisEnvironment(other) && other.epoch().equals(epoch());
        return comparable ? carrying(other.emergencies()) : this;
    }

    /**
     * These rules, with what another ruleset says where this one is not understood: the route keeps the rules that it had there, and decides
     * by them with the reason {@code STALE}. Rollbacks of this ruleset hold for it all the same.
     *
     * @param before the rules in force before, or {@code null}
     * @return this ruleset when all of it is understood, or the other one is of another environment
     */
    public Ruleset keeping(Ruleset before) {
        if (definition.unread.isEmpty() || !isOfThisEnvironment(before)) {
            return this;
        }
        RulesetBuilder more = new RulesetBuilder(definition);
        more.keep(before.definition);
        return new Ruleset(more, Freshness.FRESH);
    }

    /** These rules, with {@code off} for everybody where a route is not understood and keeps nothing. */
    public Ruleset orLegacy() {
        RulesetBuilder more = new RulesetBuilder(definition);
        for (UnreadRoute route : unread()) {
            if (!route.keepsRules()) {
                more.unread.keep(route.key(), KeptRules.off(route.key(), revision()));
            }
        }
        return unread().isEmpty() ? this : new Ruleset(more, Freshness.FRESH);
    }

    private boolean isOfThisEnvironment(Ruleset other) {
        return other != null
                && other.project().equals(project())
                && other.environment().equals(environment());
    }

    /** These rules with more emergencies, but for those that are settled here; this ruleset when there are none. */
    public Ruleset carrying(Collection<Emergency> others) {
        RulesetBuilder more = new RulesetBuilder(definition);
        more.emergencies = definition.emergencies.with(others);
        return more.emergencies == definition.emergencies ? this : new Ruleset(more, Freshness.FRESH);
    }
}
