package dev.banyan.java8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Bucketing;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.XxHash32;
import dev.banyan.wire.RulesetException;
import dev.banyan.wire.RulesetReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The evaluation gives the same answers here as on every other Java: whole decisions, hashes, buckets and refusals. */
class VectorsTest {
    private static final String ROUTE =
            "{\"schema\":1,\"project\":\"shop\",\"environment\":\"production\",\"epoch\":\"e1\","
                    + "\"revision\":1,\"routes\":[{\"key\":\"route\",\"kind\":2,\"salt\":\"s\",\"enabled\":true,\"cohorts\":["
                    + "{\"name\":\"holds\",\"conditions\":[?],\"rollout\":{\"from\":\"off\",\"to\":\"complete\",\"share\":1000000}},"
                    + "{\"name\":\"default\",\"rollout\":{\"from\":\"off\",\"to\":\"complete\",\"share\":0}}]}]}";

    @Test
    void bytes_have_the_hash_of_everywhere() {
        for (Map<?, ?> vector : Vectors.of("hash.json", "cases")) {
            byte[] bytes = Vectors.hex((String) vector.get("hex"));
            int hash = XxHash32.hash(bytes, 0, bytes.length, ((Long) vector.get("seed")).intValue());
            assertThat(Integer.toUnsignedLong(hash)).as("%s", vector).isEqualTo(vector.get("hash"));
        }
    }

    @Test
    void keys_are_in_the_bucket_of_everywhere() {
        for (Map<?, ?> vector : Vectors.of("buckets.json", "cases")) {
            int bucket = Bucketing.bucket((String) vector.get("salt"), (String) vector.get("key"));
            assertThat((long) bucket).as("%s", vector).isEqualTo(vector.get("bucket"));
        }
    }

    @Test
    void conditions_hold_as_everywhere() {
        for (Map<?, ?> vector : Vectors.of("conditions.json", "cases")) {
            holds(vector, "true", true, false);
            holds(vector, "false", false, true);
            holds(vector, "missing", false, false);
        }
    }

    @Test
    void decisions_are_those_of_everywhere() {
        int decided = 0;
        for (Map<?, ?> group : Vectors.of("decisions.json", "groups")) {
            for (Object vector : (List<?>) group.get("cases")) {
                decides(group, (Map<?, ?>) vector);
                decided++;
            }
        }
        assertThat(decided).isGreaterThan(40);
    }

    @Test
    void what_is_refused_everywhere_is_refused() {
        for (Map<?, ?> vector : Vectors.of("refused.json", "cases")) {
            assertThatThrownBy(() -> RulesetReader.read(Vectors.json(vector.get("ruleset"))))
                    .as("%s", vector.get("name"))
                    .isInstanceOfSatisfying(
                            RulesetException.class,
                            refused -> assertThat(refused.path()).isEqualTo(vector.get("path")));
        }
    }

    /** Whether the condition holds for each of the values, and whether its negation does. */
    private static void holds(Map<?, ?> vector, String values, boolean plainly, boolean negated) {
        for (Object value : (List<?>) vector.get(values)) {
            Context context = Context.builder("key").set("value", value).build();
            assertThat(route(vector, false).decide(context).isNew())
                    .as("%s %s", vector, value)
                    .isEqualTo(plainly);
            assertThat(route(vector, true).decide(context).isNew())
                    .as("%s %s", vector, value)
                    .isEqualTo(negated);
        }
    }

    private static RouteRules route(Map<?, ?> vector, boolean negated) {
        String condition = "{\"attribute\":\"value\",\"operator\":\"" + vector.get("operator") + "\",\"negated\":"
                + negated + ",\"values\":" + new String(Vectors.json(vector.get("values")), StandardCharsets.US_ASCII)
                + "}";
        return RulesetReader.read(ROUTE.replace("?", condition).getBytes(StandardCharsets.US_ASCII))
                .route("route");
    }

    private static void decides(Map<?, ?> group, Map<?, ?> vector) {
        RouteRules route = ruleset(group, vector).route((String) vector.get("route"));
        Context context = context((Map<?, ?>) vector.get("context"));
        Map<?, ?> expected = (Map<?, ?>) vector.get("expect");
        Explanation explanation = route.explain(context);

        assertThat(said(explanation))
                .as("%s: %s", group.get("about"), vector.get("name"))
                .isEqualTo(wanted(expected));
        assertThat(route.decide(context)).isEqualTo(explanation.decision());
    }

    private static Ruleset ruleset(Map<?, ?> group, Map<?, ?> vector) {
        Object random = vector.get("randomBucket");
        int bucket = random == null ? Bucketing.BUCKETS : ((Long) random).intValue();
        Ruleset ruleset = RulesetReader.read(Vectors.json(group.get("ruleset")), () -> bucket);
        return vector.containsKey("stale") ? ruleset.asStale() : ruleset;
    }

    private static Context context(Map<?, ?> wire) {
        Context.Builder context = Context.builder((String) wire.get("targetingKey"));
        Map<?, ?> attributes = (Map<?, ?>) wire.get("attributes");
        if (attributes != null) {
            attributes.forEach((name, value) -> context.set((String) name, value));
        }
        return context.build();
    }

    private static List<Object> said(Explanation explanation) {
        List<Object> said = new ArrayList<>();
        said.add(explanation.decision().stage().key());
        said.add(explanation.decision().side().key());
        said.add(explanation.decision().reason().name());
        said.add(explanation.decision().cohort());
        said.add(explanation.decision().keyMissing());
        said.add((long) explanation.bucket());
        return said;
    }

    private static List<Object> wanted(Map<?, ?> expected) {
        List<Object> wanted = new ArrayList<>();
        wanted.add(expected.get("stage"));
        wanted.add(expected.get("side"));
        wanted.add(expected.get("reason"));
        wanted.add(expected.get("cohort"));
        wanted.add(expected.containsKey("keyMissing"));
        wanted.add(expected.get("bucket"));
        return wanted;
    }
}
