package dev.banyan.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Collects the rules of an environment; not thread-safe. */
public final class RulesetBuilder {
    final String project;
    final String environment;
    final Map<String, Segment> segments = new LinkedHashMap<>();
    final Map<String, RouteDefinition> routes = new LinkedHashMap<>();
    final UnreadParts unread = new UnreadParts();
    String epoch = "";
    long revision;
    long urgent;
    EnvironmentRollback rollback;
    Emergencies emergencies = Emergencies.NONE;
    IntSupplier randomBuckets;
    PinningSettings pinning = PinningSettings.DEFAULT;

    RulesetBuilder(String project, String environment) {
        this.project = project;
        this.environment = environment;
    }

    RulesetBuilder(RulesetBuilder other) {
        this(other.project, other.environment);
        segments.putAll(other.segments);
        routes.putAll(other.routes);
        other.unread.copyTo(unread);
        epoch = other.epoch;
        revision = other.revision;
        urgent = other.urgent;
        rollback = other.rollback;
        emergencies = other.emergencies;
        randomBuckets = other.randomBuckets;
        pinning = other.pinning;
    }

    /** Sets epoch and revision: which of several rulesets is the newer one. */
    public RulesetBuilder version(String newEpoch, long newRevision) {
        epoch = newEpoch;
        revision = newRevision;
        return this;
    }

    /** Rolls every route back; {@code null} for no rollback. */
    public RulesetBuilder rollback(EnvironmentRollback all) {
        rollback = all;
        return this;
    }

    /** Sets the newest revision whose arrival somebody waits for. */
    public RulesetBuilder urgent(long newest) {
        urgent = newest;
        return this;
    }

    /**
     * Sets the emergencies.
     *
     * @param listed those that hold
     * @param settled the ids of those that were committed: they hold no longer, whoever else may list them
     */
    public RulesetBuilder emergencies(Collection<Emergency> listed, Collection<String> settled) {
        emergencies = Emergencies.of(listed, settled);
        return this;
    }

    /** Sets how pins are signed; {@code null} for {@link PinningSettings#DEFAULT}. */
    public RulesetBuilder pinning(PinningSettings settings) {
        pinning = settings == null ? PinningSettings.DEFAULT : settings;
        return this;
    }

    /** Sets where buckets come from for contexts without key on routes with {@link MissingKeyPolicy#RANDOM}: 0 … 999,999. */
    public RulesetBuilder randomBuckets(IntSupplier source) {
        randomBuckets = source;
        return this;
    }

    /**
     * Adds a segment.
     *
     * @throws IllegalArgumentException when there is one with that key
     */
    public RulesetBuilder segment(Segment segment) {
        if (unread.hasSegment(segment.key()) || segments.putIfAbsent(segment.key(), segment) != null) {
            throw new IllegalArgumentException("duplicate segment '" + segment.key() + "'");
        }
        return this;
    }

    /**
     * Adds a route.
     *
     * @throws IllegalArgumentException when there is one with that key, when it asks for a segment that was not added
     *     before, or when it needs random buckets and there is no source
     */
    public RulesetBuilder route(RouteDefinition route) {
        RouteCheck.requireSegments(route, segments.keySet(), unread);
        if (route.missingKey() == MissingKeyPolicy.RANDOM && randomBuckets == null) {
            throw new IllegalArgumentException("route '" + route.key() + "' needs a source of random buckets");
        }
        if (unread.has(route.key()) || routes.putIfAbsent(route.key(), route) != null) {
            throw new IllegalArgumentException("duplicate route '" + route.key() + "'");
        }
        return this;
    }

    /** Notes a route that is there and not understood; of two with one key neither is. */
    public RulesetBuilder unread(UnreadRoute route) {
        routes.remove(route.key());
        unread.add(route);
        return this;
    }

    /** Notes an entry whose key is not understood: it may be any route that is missing. */
    public RulesetBuilder unreadRoute(String reason) {
        unread.addNameless(reason);
        return this;
    }

    /** Notes a segment that is there and not understood; routes that ask for it are not understood either. */
    public RulesetBuilder unreadSegment(String key, String reason) {
        segments.remove(key);
        unread.addSegment(key, reason);
        return this;
    }

    /** Notes a field beside segments and routes that is not understood. */
    public RulesetBuilder unreadHead(String field, String reason) {
        unread.addHead(field, reason);
        return this;
    }

    void keep(RulesetBuilder before) {
        for (RouteDefinition route : before.routes.values()) {
            if (lacks(route.key())) {
                unread.keep(route.key(), KeptRules.of(route, before.segments, before.revision));
            }
        }
        for (UnreadRoute route : before.unread.routes()) {
            if (route.keepsRules() && lacks(route.key())) {
                unread.keep(route.key(), route.kept());
            }
        }
        if (unread.head().containsKey("pinning")) {
            pinning = before.pinning;
        }
    }

    private boolean lacks(String route) {
        return !routes.containsKey(route) && unread.lacks(route);
    }

    /** The compiled rules. */
    public Ruleset build() {
        return new Ruleset(new RulesetBuilder(this), Freshness.FRESH);
    }
}
