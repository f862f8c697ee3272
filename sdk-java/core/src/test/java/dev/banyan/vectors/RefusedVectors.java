package dev.banyan.vectors;

import dev.banyan.vectors.VectorRunner.Vector;
import dev.banyan.wire.RulesetException;
import dev.banyan.wire.RulesetReader;
import java.util.Map;
import java.util.stream.Stream;

/** Rulesets that nobody may accept. */
final class RefusedVectors {

    private RefusedVectors() {}

    static Stream<Vector> refused() {
        return VectorRunner.objects(VectorRunner.file("refused.json").get("cases"))
                .map(vector -> new Vector("refused: " + vector.get("name"), () -> check(vector)));
    }

    private static void check(Map<String, Object> vector) {
        try {
            RulesetReader.read(JsonWriter.bytes(vector.get("ruleset")));
        } catch (RulesetException refused) {
            VectorRunner.same(vector.get("path"), refused.path());
            return;
        }
        throw new AssertionError("accepted");
    }
}
