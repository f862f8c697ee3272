package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** All rules of one environment at one revision, compiled. Immutable, safe to share; a change is a new ruleset. */
public final class Ruleset {

    /** The version of the ruleset's form that this code understands. */
    public static final int SCHEMA = 1;

    private final Builder definition;
    private final List<RouteRules> inOrder = new ArrayList<>();
    private final Map<String, RouteRules> routes = new HashMap<>();

    private Ruleset(Builder definition, Freshness freshness) {
        this.definition = definition;
        Scope scope = new Scope(
                definition.revision,
                definition.rollback,
                definition.emergencies,
                definition.segments.values(),
                definition.randomBuckets,
                freshness);
        definition.routes.values().forEach(route -> inOrder.add(new RouteRules(route, scope)));
        inOrder.forEach(route -> routes.put(route.key(), route));
    }

    /**
     * A builder.
     *
     * @param project the key of the project
     * @param environment the key of the environment
     */
    public static Builder builder(String project, String environment) {
        return new Builder(project, environment);
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

    /** The rules of a route, or {@code null} when this ruleset does not know it. */
    public RouteRules route(String key) {
        return routes.get(key);
    }

    /** The rules of all routes, in the order in which they were given; unmodifiable. */
    public Collection<RouteRules> routes() {
        return Collections.unmodifiableList(inOrder);
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
        boolean comparable = other != null
                && other.epoch().equals(epoch())
                && other.project().equals(project())
                && other.environment().equals(environment());
        return comparable ? carrying(other.emergencies()) : this;
    }

    /** These rules with more emergencies, but for those that are settled here; this ruleset when there are none. */
    public Ruleset carrying(Collection<Emergency> others) {
        Builder more = new Builder(definition);
        more.emergencies = definition.emergencies.with(others);
        return more.emergencies == definition.emergencies ? this : new Ruleset(more, Freshness.FRESH);
    }

    /** Collects the rules of an environment; not thread-safe. */
    public static final class Builder {
        private final String project;
        private final String environment;
        private final Map<String, Segment> segments = new LinkedHashMap<>();
        private final Map<String, RouteDefinition> routes = new LinkedHashMap<>();
        private String epoch = "";
        private long revision;
        private long urgent;
        private EnvironmentRollback rollback;
        private Emergencies emergencies = Emergencies.NONE;
        private IntSupplier randomBuckets;
        private PinningSettings pinning = PinningSettings.DEFAULT;

        private Builder(String project, String environment) {
            this.project = project;
            this.environment = environment;
        }

        private Builder(Builder other) {
            this(other.project, other.environment);
            segments.putAll(other.segments);
            routes.putAll(other.routes);
            epoch = other.epoch;
            revision = other.revision;
            urgent = other.urgent;
            rollback = other.rollback;
            emergencies = other.emergencies;
            randomBuckets = other.randomBuckets;
            pinning = other.pinning;
        }

        /** Sets epoch and revision: which of several rulesets is the newer one. */
        public Builder version(String newEpoch, long newRevision) {
            epoch = newEpoch;
            revision = newRevision;
            return this;
        }

        /** Rolls every route back; {@code null} for no rollback. */
        public Builder rollback(EnvironmentRollback all) {
            rollback = all;
            return this;
        }

        /** Sets the newest revision whose arrival somebody waits for. */
        public Builder urgent(long newest) {
            urgent = newest;
            return this;
        }

        /**
         * Sets the emergencies.
         *
         * @param listed those that hold
         * @param settled the ids of those that were committed: they hold no longer, whoever else may list them
         */
        public Builder emergencies(Collection<Emergency> listed, Collection<String> settled) {
            emergencies = Emergencies.of(listed, settled);
            return this;
        }

        /** Sets how pins are signed; {@code null} for {@link PinningSettings#DEFAULT}. */
        public Builder pinning(PinningSettings settings) {
            pinning = settings == null ? PinningSettings.DEFAULT : settings;
            return this;
        }

        /** Sets where buckets come from for contexts without key on routes with {@link MissingKeyPolicy#RANDOM}: 0 … 999,999. */
        public Builder randomBuckets(IntSupplier source) {
            randomBuckets = source;
            return this;
        }

        /**
         * Adds a segment.
         *
         * @throws IllegalArgumentException when there is one with that key
         */
        public Builder segment(Segment segment) {
            if (segments.putIfAbsent(segment.key(), segment) != null) {
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
        public Builder route(RouteDefinition route) {
            RouteCheck.requireSegments(route, segments.keySet());
            if (route.missingKey() == MissingKeyPolicy.RANDOM && randomBuckets == null) {
                throw new IllegalArgumentException("route '" + route.key() + "' needs a source of random buckets");
            }
            if (routes.putIfAbsent(route.key(), route) != null) {
                throw new IllegalArgumentException("duplicate route '" + route.key() + "'");
            }
            return this;
        }

        /** The compiled rules. */
        public Ruleset build() {
            return new Ruleset(new Builder(this), Freshness.FRESH);
        }
    }
}
