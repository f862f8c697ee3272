package dev.banyan.vectors;

import dev.banyan.evaluation.Bucketing;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.vectors.VectorRunner.Vector;
import dev.banyan.wire.RulesetReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Decisions of whole rulesets; each is asked for by {@code decide} and by {@code explain}, which must agree. */
final class DecisionVectors {

    private DecisionVectors() {}

    static Stream<Vector> decisions() {
        return VectorRunner.objects(VectorRunner.file("decisions.json").get("groups"))
                .flatMap(group -> VectorRunner.objects(group.get("cases")).map(vector -> decision(group, vector)));
    }

    private static Vector decision(Map<String, Object> group, Map<String, Object> vector) {
        return new Vector(group.get("about") + ": " + vector.get("name"), () -> {
            RouteRules route = ruleset(group, vector).route((String) vector.get("route"));
            Context context = context(VectorRunner.object(vector.get("context")));
            Map<String, Object> expected = VectorRunner.object(vector.get("expect"));
            Explanation explanation = route.explain(context);
            Map<String, Object> explained = outcome(explanation.decision());
            explained.put("bucket", (long) explanation.bucket());
            VectorRunner.same(expected, explained);
            VectorRunner.same(explanation.decision(), route.decide(context));
        });
    }

    private static Ruleset ruleset(Map<String, Object> group, Map<String, Object> vector) {
        int random = ((Long) vector.getOrDefault("randomBucket", (long) Bucketing.BUCKETS)).intValue();
        Ruleset ruleset = RulesetReader.read(JsonWriter.bytes(group.get("ruleset")), () -> random);
        return vector.containsKey("stale") ? ruleset.asStale() : ruleset;
    }

    private static Context context(Map<String, Object> context) {
        Context.Builder builder = Context.builder((String) context.get("targetingKey"));
        VectorRunner.object(context.getOrDefault("attributes", Map.of())).forEach(builder::set);
        return builder.build();
    }

    private static Map<String, Object> outcome(Decision decision) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("stage", decision.stage().key());
        outcome.put("side", decision.side().key());
        outcome.put("reason", decision.reason().name());
        if (decision.cohort() != null) {
            outcome.put("cohort", decision.cohort());
        }
        if (decision.keyMissing()) {
            outcome.put("keyMissing", true);
        }
        return outcome;
    }
}
