package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rules of one route in one environment as people set them, checked but not yet compiled. Immutable. */
public final class RouteDefinition {

    private final String key;
    private final RouteKind kind;
    private final String salt;
    private final String bucketBy;
    private final MissingKeyPolicy missingKey;
    private final String method;
    private final String pathTemplate;
    private final boolean enabled;
    private final Stage rollback;
    private final ShadowSettings shadow;
    private final BreakerSettings breaker;
    private final List<Cohort> cohorts;
    private final long since;

    private RouteDefinition(Builder builder) {
        key = builder.key;
        kind = builder.kind;
        salt = builder.salt;
        bucketBy = builder.bucketBy;
        missingKey = builder.missingKey;
        method = builder.method;
        pathTemplate = builder.pathTemplate;
        enabled = builder.enabled;
        rollback = builder.rollback;
        shadow = builder.shadow;
        breaker = builder.breaker;
        cohorts = Collections.unmodifiableList(new ArrayList<>(builder.cohorts));
        since = builder.since;
    }

    /**
     * A builder. Without further calls the route is enabled, has no cohorts, is bucketed by the targeting key and sends
     * contexts without one to legacy.
     *
     * @param key the key of the route
     * @param kind how many stages it has
     * @param salt what its buckets are drawn with; routes with the same salt move the same keys together
     * @throws IllegalArgumentException when one of them is missing
     */
    public static Builder builder(String key, RouteKind kind, String salt) {
        return new Builder(key, kind, salt);
    }

    /** The key of the route. */
    public String key() {
        return key;
    }

    /** How many stages it has. */
    public RouteKind kind() {
        return kind;
    }

    /** What its buckets are drawn with. */
    public String salt() {
        return salt;
    }

    /** The attribute that is the bucketing key. */
    public String bucketBy() {
        return bucketBy;
    }

    /** What a split does with a context that has no bucketing key. */
    public MissingKeyPolicy missingKey() {
        return missingKey;
    }

    /** The HTTP method that the route answers, or {@code null} for any. */
    public String method() {
        return method;
    }

    /** The path that the route answers, with {@code {variables}}, or {@code null} when it is not reached by a path. */
    public String pathTemplate() {
        return pathTemplate;
    }

    /** Whether the route was started in this environment. */
    public boolean enabled() {
        return enabled;
    }

    /** The highest stage that a rollback of this route leaves, or {@code null} when it is not rolled back. */
    public Stage rollback() {
        return rollback;
    }

    /** How much shadow traffic is done; never {@code null}. */
    public ShadowSettings shadow() {
        return shadow;
    }

    /** When an instance stops calling the new side by itself, or {@code null} for never. */
    public BreakerSettings breaker() {
        return breaker;
    }

    /** The cohorts in the order in which they are asked; the last one is the default one; unmodifiable. */
    public List<Cohort> cohorts() {
        return cohorts;
    }

    /** The environment's revision at which these rules came to be, 0 when that is not known. */
    public long since() {
        return since;
    }

    /** Collects the rules of a route; not thread-safe. */
    public static final class Builder {
        private final String key;
        private final RouteKind kind;
        private final String salt;
        private final List<Cohort> cohorts = new ArrayList<>();
        private String bucketBy = Context.TARGETING_KEY;
        private MissingKeyPolicy missingKey = MissingKeyPolicy.LEGACY;
        private String method;
        private String pathTemplate;
        private boolean enabled = true;
        private Stage rollback;
        private ShadowSettings shadow = ShadowSettings.DEFAULT;
        private BreakerSettings breaker;
        private long since;

        private Builder(String key, RouteKind kind, String salt) {
            RouteCheck.requireText(key, "a route needs a key");
            RouteCheck.require(kind != null, () -> "route '" + key + "' needs a kind");
            RouteCheck.requireText(salt, "route '" + key + "' needs a salt");
            this.key = key;
            this.kind = kind;
            this.salt = salt;
        }

        /**
         * Sets the attribute that is the bucketing key.
         *
         * @throws IllegalArgumentException when there is none
         */
        public Builder bucketBy(String attribute) {
            RouteCheck.requireText(attribute, "route '" + key + "' needs an attribute to bucket by");
            bucketBy = attribute;
            return this;
        }

        /**
         * Sets what a split does with a context that has no bucketing key.
         *
         * @throws IllegalArgumentException when that is {@code null}
         */
        public Builder missingKey(MissingKeyPolicy policy) {
            RouteCheck.require(policy != null, () -> "route '" + key + "' needs a missing-key policy");
            missingKey = policy;
            return this;
        }

        /** Sets the requests that the route answers; {@code null} for any method or for no path. */
        public Builder answers(String httpMethod, String template) {
            method = httpMethod;
            pathTemplate = template;
            return this;
        }

        /** Marks the route as never started here: stage {@code off} for everyone, cohorts are not asked. */
        public Builder disabled() {
            enabled = false;
            return this;
        }

        /**
         * Caps every decision at that stage; {@code null} for no rollback.
         *
         * @throws IllegalArgumentException when routes of this kind have no such stage
         */
        public Builder rollback(Stage cap) {
            RouteCheck.requireStage(kind, cap);
            rollback = cap;
            return this;
        }

        /** Sets how much shadow traffic is done; {@code null} for {@link ShadowSettings#DEFAULT}. */
        public Builder shadow(ShadowSettings settings) {
            shadow = settings == null ? ShadowSettings.DEFAULT : settings;
            return this;
        }

        /** Sets when an instance stops calling the new side by itself; {@code null} for never. */
        public Builder breaker(BreakerSettings settings) {
            breaker = settings;
            return this;
        }

        /** Sets the environment's revision at which these rules came to be; 0 when that is not known. */
        public Builder since(long revision) {
            since = revision;
            return this;
        }

        /**
         * Adds a cohort after those added before; the last one added is the default one.
         *
         * @throws IllegalArgumentException when there is one with that name, or its stages are no neighbours in this kind
         */
        public Builder cohort(Cohort cohort) {
            RouteCheck.requireNewName(cohorts, cohort);
            RouteCheck.requireAdjacent(kind, cohort);
            cohorts.add(cohort);
            return this;
        }

        /**
         * The definition.
         *
         * @throws IllegalArgumentException when the last cohort is not the default one, or another one has no conditions; a
         *     disabled route needs no cohort
         */
        public RouteDefinition build() {
            if (enabled || !cohorts.isEmpty()) {
                RouteCheck.requireDefaultLast(cohorts);
            }
            return new RouteDefinition(this);
        }
    }
}
