package dev.banyan.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The rules of one route in one environment, compiled; part of a {@link Ruleset}. Immutable, safe to share.
 *
 * <p><b>Performance policy.</b> {@link #decide(Context)} runs inside every request of its host. It allocates nothing, takes no
 * lock, does no I/O, reads no clock and throws nothing: every decision that can come out is made when the rules are compiled,
 * conditions are parsed then, the hash of the salt is computed then. What is left is a look-up per condition and one pass over
 * the characters of the bucketing key. The benchmark module holds this against a bare hash + map look-up + comparison; a change
 * here that costs time or a byte must say why. (One exception: a whole number as bucketing key is turned into text.)
 */
public final class RouteRules {

    private static final List<String> READING = Arrays.asList("GET", "HEAD", "OPTIONS");

    private final RouteDefinition definition;
    private final CohortRules cohorts;
    private final SaltedHash hash;
    /** {@code null} for the targeting key, which needs no look-up. */
    private final String bucketBy;

    private final IntSupplier randomBuckets;
    private final Stage cap;
    private final Decision disabled;
    private final Decision error;

    RouteRules(RouteDefinition definition, Scope scope) {
        this(definition, scope, null);
    }

    /** @param held a rollback that came after the definition, or {@code null}: the lower of the two holds */
    RouteRules(RouteDefinition definition, Scope scope, Stage held) {
        this.definition = definition;
        cap = lower(lower(definition.rollback(), held), scope.cap(definition.key(), definition.kind()));
        DecisionFactory decisions = new DecisionFactory(definition.key(), scope.revision(), cap, scope.freshness());
        cohorts = cohorts(definition, scope.segments(), decisions);
        hash = new SaltedHash(definition.salt());
        bucketBy = definition.bucketBy().equals(Context.TARGETING_KEY)
                ? null
                : definition.bucketBy().intern();
        randomBuckets = definition.missingKey() == MissingKeyPolicy.RANDOM ? scope.randomBuckets() : null;
        disabled = definition.enabled() ? null : decisions.disabled();
        error = decisions.error();
    }

    /**
     * Decides for a context. Never throws: whatever goes wrong inside gives stage {@code off} with reason
     * {@link Reason#ERROR}. {@code null} is the anonymous context.
     */
    public Decision decide(Context context) {
        try {
            if (disabled != null) {
                return disabled;
            }
            Context known = context == null ? Context.anonymous() : context;
            CohortRules cohort = cohorts.match(known);
            if (!cohort.isSplit()) {
                return cohort.whole();
            }
            int bucket = bucket(known);
            return bucket >= 0 ? cohort.at(bucket) : withoutKey(cohort);
        } catch (Throwable anything) {
            return error;
        }
    }

    /** As {@link #decide(Context)}, with the bucket. Allocates; for people who ask, not for every request. */
    public Explanation explain(Context context) {
        try {
            Context known = context == null ? Context.anonymous() : context;
            CohortRules cohort = disabled == null ? cohorts.match(known) : null;
            if (cohort == null || !cohort.isSplit()) {
                return Explanation.of(cohort == null ? disabled : cohort.whole());
            }
            int bucket = bucket(known);
            return bucket >= 0 ? new Explanation(cohort.at(bucket), bucket) : Explanation.of(withoutKey(cohort));
        } catch (Throwable anything) {
            return Explanation.of(error);
        }
    }

    /**
     * Whether the side of a decision of these rules was left open: it depends on a key that the context lacks, and chance was not
     * asked to decide. It does not depend on it when both stages of the rollout are on one side, or when a rollback holds.
     */
    public boolean leavesSideOpen(Decision decision) {
        if (!decision.keyMissing() || missingKey() != MissingKeyPolicy.LEGACY) {
            return false;
        }
        for (Cohort cohort : cohorts()) {
            if (cohort.name().equals(decision.cohort())) {
                Rollout rollout = cohort.rollout();
                return rollout.from().cappedAt(cap).side()
                        != rollout.to().cappedAt(cap).side();
            }
        }
        return false;
    }

    /** Whether conditions were asked for a decision of these rules and none held, so that the default cohort decided for all alike. */
    public boolean noneMatched(Decision decision) {
        return decision.reason() == Reason.STATIC && cohorts().size() > 1;
    }

    /** The key of the route. */
    public String key() {
        return definition.key();
    }

    /** The revision of the ruleset that these rules are of; an earlier one than the ruleset's where they are kept. */
    public long revision() {
        return error.revision();
    }

    /** How many stages it has. */
    public RouteKind kind() {
        return definition.kind();
    }

    /** What its buckets are drawn with. */
    public String salt() {
        return definition.salt();
    }

    /** The attribute that is the bucketing key. */
    public String bucketBy() {
        return definition.bucketBy();
    }

    /** What a split does with a context that has no bucketing key. */
    public MissingKeyPolicy missingKey() {
        return definition.missingKey();
    }

    /** The environment's revision at which these rules came to be, 0 when that is not known. */
    public long since() {
        return definition.since();
    }

    /** The HTTP method that the route answers, or {@code null} for any. */
    public String method() {
        return definition.method();
    }

    /** Whether the route only reads, as its method says: then it has no writes to lose. */
    public boolean readsOnly() {
        return readsOnly(method());
    }

    /**
     * Whether a route that answers that method only reads.
     *
     * @param method an HTTP method, or null for any
     */
    public static boolean readsOnly(String method) {
        return method != null && READING.contains(method);
    }

    /** The path that the route answers, with {@code {variables}}, or {@code null} when it is not reached by a path. */
    public String pathTemplate() {
        return definition.pathTemplate();
    }

    /** Whether the route was started in this environment. */
    public boolean enabled() {
        return definition.enabled();
    }

    /** The highest stage that rollbacks of route and environment and emergencies leave, or {@code null} when none holds. */
    public Stage rollbackCap() {
        return cap;
    }

    /** How much shadow traffic is done; never {@code null}. */
    public ShadowSettings shadow() {
        return definition.shadow();
    }

    /** When an instance stops calling the new side by itself, or {@code null} for never. */
    public BreakerSettings breaker() {
        return definition.breaker();
    }

    /** The cohorts in the order in which they are asked; the last one is the default one; unmodifiable. */
    public List<Cohort> cohorts() {
        return definition.cohorts();
    }

    /** The keys of the segments that its cohorts ask for. */
    public Set<String> segments() {
        return KeptRules.segmentsOf(cohorts());
    }

    /** The bucket of a context, or -1 when it has no bucketing key. */
    private int bucket(Context context) {
        if (bucketBy == null) {
            return bucket(context.targetingKey());
        }
        Object key = context.attribute(bucketBy);
        return key instanceof Long ? bucket(key.toString()) : key instanceof String ? bucket((String) key) : -1;
    }

    /** An empty key counts as missing: its bucket would put all who have none on one side. */
    private int bucket(String key) {
        return key == null || key.isEmpty() ? -1 : hash.bucket(key);
    }

    private Decision withoutKey(CohortRules cohort) {
        return randomBuckets == null ? cohort.withoutKey() : cohort.withoutKey(randomBuckets.getAsInt());
    }

    private static Stage lower(Stage one, Stage other) {
        return one == null ? other : one.cappedAt(other);
    }

    /** From the last to the first, as each must know the one after it; null for a route without cohorts, which is disabled. */
    private static CohortRules cohorts(
            RouteDefinition definition, Map<String, Check> segments, DecisionFactory decisions) {
        CohortRules chain = null;
        for (int i = definition.cohorts().size() - 1; i >= 0; i--) {
            Cohort cohort = definition.cohorts().get(i);
            chain = new CohortRules(cohort, Checks.compile(cohort.conditions(), segments), decisions, chain);
        }
        return chain;
    }
}
