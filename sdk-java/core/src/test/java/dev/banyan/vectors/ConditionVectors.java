package dev.banyan.vectors;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.vectors.VectorRunner.Vector;
import dev.banyan.wire.RulesetReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The truth of single conditions, each asked as it is and negated. */
final class ConditionVectors {

    private static final String ROUTE = """
            {"schema": 1, "project": "shop", "environment": "production", "epoch": "e1", "revision": 1, "routes": [
              {"key": "route", "kind": 2, "salt": "s", "enabled": true, "cohorts": [
                {"name": "holds", "conditions": [%s], "rollout": {"from": "off", "to": "complete", "share": 1000000}},
                {"name": "default", "rollout": {"from": "off", "to": "complete", "share": 0}}]}]}""";

    private ConditionVectors() {}

    static Stream<Vector> conditions() {
        return VectorRunner.objects(VectorRunner.file("conditions.json").get("cases"))
                .flatMap(ConditionVectors::condition);
    }

    private static Stream<Vector> condition(Map<String, Object> vector) {
        Stream<Vector> notSet = Stream.of(vector(vector, "not set", Context.of("key"), List.of(false, false)));
        return Stream.of(
                        notSet,
                        values(vector, "true", List.of(true, false)),
                        values(vector, "false", List.of(false, true)),
                        values(vector, "missing", List.of(false, false)))
                .flatMap(vectors -> vectors);
    }

    private static Stream<Vector> values(Map<String, Object> vector, String truth, List<Boolean> expected) {
        return VectorRunner.list(vector.get(truth)).stream().map(value -> {
            Context context = Context.builder("key").set("value", value).build();
            return vector(vector, JsonWriter.write(value) + " is " + truth, context, expected);
        });
    }

    /** Expects whether the condition holds, and whether its negation does. */
    private static Vector vector(Map<String, Object> vector, String what, Context context, List<Boolean> expected) {
        String name = vector.get("operator") + " " + JsonWriter.write(vector.get("values")) + ": " + what;
        return new Vector(
                name,
                () -> VectorRunner.same(
                        expected, List.of(holds(vector, false, context), holds(vector, true, context))));
    }

    private static boolean holds(Map<String, Object> vector, boolean negated, Context context) {
        String condition = JsonWriter.write(Map.of(
                "attribute",
                "value",
                "operator",
                vector.get("operator"),
                "values",
                vector.get("values"),
                "negated",
                negated));
        byte[] bytes = ROUTE.formatted(condition).getBytes(StandardCharsets.UTF_8);
        RouteRules route = RulesetReader.read(bytes).route("route");
        return route.decide(context).isNew();
    }
}
