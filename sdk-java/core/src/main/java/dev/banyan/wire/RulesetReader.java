package dev.banyan.wire;

import dev.banyan.evaluation.BreakerSettings;
import dev.banyan.evaluation.Bucketing;
import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Condition;
import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.Operator;
import dev.banyan.evaluation.Rollout;
import dev.banyan.evaluation.RouteDefinition;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.RulesetBuilder;
import dev.banyan.evaluation.Segment;
import dev.banyan.evaluation.ShadowSettings;
import dev.banyan.evaluation.Stage;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Reads a ruleset from its JSON form. Total: any bytes become a compiled ruleset or a {@link RulesetException}. Unknown
 * fields are ignored and missing optional ones have their defaults, so that releases of server and SDK may differ; whatever a reader must not
 * pass over is named in a route's or segment's {@code needs}.
 *
 * <p>The limits are those of the reading side; what a server publishes must stay below them. Stateless and thread-safe.
 */
public final class RulesetReader {

    /** The size of a ruleset in bytes, uncompressed. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;
    /** Routes in a ruleset. */
    public static final int MAX_ROUTES = 20_000;
    /** Segments in a ruleset. */
    public static final int MAX_SEGMENTS = 5_000;
    /** Values listed in a segment. */
    public static final int MAX_INCLUDED = 200_000;
    /** Cohorts of a route. */
    public static final int MAX_COHORTS = 100;
    /** Conditions of a cohort or a segment. */
    public static final int MAX_CONDITIONS = 100;
    /** Values of a condition. */
    public static final int MAX_VALUES = 10_000;
    /** Pinning secrets in force at a time. */
    public static final int MAX_PINNING_SECRETS = 4;
    /** Emergencies in force at a time; a request's header must be able to name them. */
    public static final int MAX_EMERGENCIES = 100;
    /** Emergencies that a ruleset calls settled. */
    public static final int MAX_SETTLED = 1_000;
    /** What a route or segment may ask of its reader. */
    static final int MAX_NEEDS = 100;
    /** Characters of a key, a name or a salt. */
    public static final int MAX_NAME = 256;
    /** Characters of a path template, a condition's value or a listed value. */
    public static final int MAX_TEXT = 2_048;

    private RulesetReader() {}

    /**
     * Reads and compiles a ruleset; contexts without bucketing key on routes with policy {@code random} get a bucket from {@link
     * ThreadLocalRandom}.
     *
     * @param utf8 the JSON text
     * @throws RulesetException when the bytes are no ruleset within the limits; says where and why
     */
    public static Ruleset read(byte[] utf8) {
        return read(utf8, () -> ThreadLocalRandom.current().nextInt(Bucketing.BUCKETS));
    }

    /**
     * Reads and compiles a ruleset.
     *
     * @param utf8 the JSON text
     * @param randomBuckets where a context without bucketing key gets its bucket on a route with policy {@code random}: 0 …
     *     999,999; called by any thread
     * @throws RulesetException when the bytes are no ruleset within the limits; says where and why
     */
    public static Ruleset read(byte[] utf8, IntSupplier randomBuckets) {
        return read(utf8, randomBuckets, true);
    }

    /**
     * Reads and compiles what this release understands of a ruleset. A route that it does not understand, or that asks for a segment which it does
     * not understand, is {@link Ruleset#unread()}, and all others are as they are. Of a rollback that is not understood only so much is taken
     * that legacy answers.
     *
     * @throws RulesetException when it is no ruleset at all: no JSON, another schema, or without project, environment, epoch, revision or
     *     routes; says where and why
     */
    public static Ruleset readByParts(byte[] utf8) {
        return readByParts(utf8, () -> ThreadLocalRandom.current().nextInt(Bucketing.BUCKETS));
    }

    /**
     * As {@link #readByParts(byte[])}.
     *
     * @param randomBuckets as in {@link #read(byte[], IntSupplier)}
     */
    public static Ruleset readByParts(byte[] utf8, IntSupplier randomBuckets) {
        return read(utf8, randomBuckets, false);
    }

    private static Ruleset read(byte[] utf8, IntSupplier randomBuckets, boolean whole) {
        if (utf8 == null || utf8.length > MAX_BYTES) {
            throw new RulesetException("$", utf8 == null ? "there is nothing" : "more than " + MAX_BYTES + " bytes");
        }
        return ruleset(JsonNode.document(Json.read(utf8)), randomBuckets, whole);
    }

    /**
     * Reads emergencies alone, in the form in which a ruleset lists them.
     *
     * @param json an array
     * @throws RulesetException when it is no list of emergencies within the limits; says where and why
     */
    public static List<Emergency> emergencies(String json) {
        return HeadReader.emergencies(JsonNode.document(Json.read(json)));
    }

    private static Ruleset ruleset(JsonNode node, IntSupplier randomBuckets, boolean whole) {
        RulesetBuilder ruleset = HeadReader.frame(node).randomBuckets(randomBuckets);
        Reading reading = new Reading(ruleset);
        HeadReader.read(node, ruleset, reading);
        node.get("segments").forEach(MAX_SEGMENTS, each -> reading.segment(each, () -> add(ruleset, each)));
        JsonNode routes = node.get("routes");
        if (routes.isNull()) {
            throw routes.refuse("an array is missing");
        }
        routes.forEach(MAX_ROUTES, each -> reading.route(each, () -> addRoute(ruleset, each)));
        if (whole && reading.first() != null) {
            throw reading.first();
        }
        return node.check(ruleset::build);
    }

    private static void add(RulesetBuilder ruleset, JsonNode node) {
        Segment segment = segment(node);
        node.check(() -> ruleset.segment(segment));
    }

    private static void addRoute(RulesetBuilder ruleset, JsonNode node) {
        RouteDefinition route = route(node);
        node.check(() -> ruleset.route(route));
    }

    /** Nothing has been added to the form yet that a reader must not pass over. */
    static void requireUnderstood(JsonNode needs) {
        needs.forEach(MAX_NEEDS, need -> {
            throw need.refuse("this release does not know '" + need.text(MAX_NAME) + "'");
        });
    }

    private static Segment segment(JsonNode node) {
        requireUnderstood(node.get("needs"));
        String key = name(node.get("key"));
        String attribute = node.get("attribute").ifPresent(RulesetReader::name);
        List<String> included = node.get("included").each(MAX_INCLUDED, value -> value.text(MAX_TEXT));
        List<Condition> conditions = node.get("conditions").each(MAX_CONDITIONS, RulesetReader::condition);
        return node.check(() -> Segment.of(key, attribute, included, conditions));
    }

    private static RouteDefinition route(JsonNode node) {
        requireUnderstood(node.get("needs"));
        RouteDefinition.Builder route =
                RouteDefinition.builder(name(node.get("key")), kind(node.get("kind")), name(node.get("salt")));
        if (!node.get("bucketBy").isNull()) {
            route.bucketBy(name(node.get("bucketBy")));
        }
        if (!node.get("missingKey").isNull()) {
            route.missingKey(missingKey(node.get("missingKey")));
        }
        if (!node.get("enabled").flag()) {
            route.disabled();
        }
        route.answers(
                node.get("method").ifPresent(RulesetReader::name),
                node.get("path").ifPresent(path -> path.text(MAX_TEXT)));
        JsonNode rollback = node.get("rollback");
        rollback.check(() -> route.rollback(rollback.ifPresent(RulesetReader::stage)));
        route.shadow(node.get("shadow").ifPresent(RulesetReader::shadow));
        route.breaker(node.get("breaker").ifPresent(RulesetReader::breaker));
        JsonNode since = node.get("since");
        route.since(since.isNull() ? 0 : HeadReader.revision(since));
        node.get("cohorts").each(MAX_COHORTS, cohort -> addCohort(route, cohort));
        return node.check(route::build);
    }

    private static ShadowSettings shadow(JsonNode node) {
        int share = whole(node.get("share"), ShadowSettings.DEFAULT.share());
        int control = whole(node.get("control"), ShadowSettings.DEFAULT.control());
        return node.check(() -> ShadowSettings.of(share, control));
    }

    private static BreakerSettings breaker(JsonNode node) {
        BreakerSettings preset = BreakerSettings.builder().build();
        return node.check(() -> BreakerSettings.builder()
                .errors(whole(node.get("errors"), preset.errors()))
                .slow(whole(node.get("slow"), preset.slow()), whole(node.get("slowMillis"), preset.slowMillis()))
                .window(
                        whole(node.get("windowSeconds"), preset.windowSeconds()),
                        whole(node.get("minimumCalls"), preset.minimumCalls()))
                .recovery(
                        whole(node.get("openSeconds"), preset.openSeconds()),
                        whole(node.get("probes"), preset.probes()))
                .build());
    }

    static int whole(JsonNode node, int preset) {
        return node.isNull() ? preset : node.whole(0, Integer.MAX_VALUE);
    }

    static RouteKind kind(JsonNode node) {
        return node.check(() -> RouteKind.ofStages(node.whole(0, Integer.MAX_VALUE)));
    }

    private static MissingKeyPolicy missingKey(JsonNode node) {
        return node.check(() -> MissingKeyPolicy.parse(node.text(MAX_NAME)));
    }

    private static Object addCohort(RouteDefinition.Builder route, JsonNode node) {
        Cohort cohort = cohort(node);
        return node.check(() -> route.cohort(cohort));
    }

    private static Cohort cohort(JsonNode node) {
        String name = name(node.get("name"));
        List<Condition> conditions = node.get("conditions").each(MAX_CONDITIONS, RulesetReader::condition);
        Rollout rollout = rollout(node.get("rollout"));
        return node.check(() -> Cohort.of(name, conditions, rollout));
    }

    private static Rollout rollout(JsonNode node) {
        Stage from = stage(node.get("from"));
        Stage to = stage(node.get("to"));
        return Rollout.of(from, to, node.get("share").whole(0, Bucketing.BUCKETS));
    }

    static Stage stage(JsonNode node) {
        return node.check(() -> Stage.parse(node.text(MAX_NAME)));
    }

    private static Condition condition(JsonNode node) {
        JsonNode operatorNode = node.get("operator");
        Operator operator = operatorNode.check(() -> Operator.parse(operatorNode.text(MAX_NAME)));
        String attribute = node.get("attribute").ifPresent(name -> name.text(MAX_NAME));
        List<Object> values = node.get("values").each(MAX_VALUES, value -> value.scalar(MAX_TEXT));
        Condition condition = node.check(() -> Condition.of(attribute, operator, values));
        return node.get("negated").isNull() || !node.get("negated").flag() ? condition : condition.not();
    }

    static String name(JsonNode node) {
        String name = node.text(MAX_NAME);
        if (name.isEmpty()) {
            throw node.refuse("is empty");
        }
        return name;
    }
}
