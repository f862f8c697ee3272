package dev.banyan.vectors;

import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.vectors.VectorRunner.Vector;
import dev.banyan.wire.RulesetReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which emergencies hold while rulesets come and go. */
final class EmergencyVectors {

    private EmergencyVectors() {}

    static Stream<Vector> sequences() {
        return VectorRunner.objects(VectorRunner.file("emergencies.json").get("sequences"))
                .map(sequence -> new Vector("emergencies: " + sequence.get("name"), () -> check(sequence)));
    }

    private static void check(Map<String, Object> sequence) {
        Ruleset held = null;
        for (Map<String, Object> step :
                VectorRunner.objects(sequence.get("steps")).toList()) {
            held = RulesetReader.read(JsonWriter.bytes(step.get("ruleset"))).carrying(held);
            VectorRunner.same(step.get("inForce"), ids(held.emergencies()));
            VectorRunner.same(step.get("carried"), ids(held.carried()));
        }
    }

    private static List<String> ids(Collection<Emergency> emergencies) {
        return Emergency.ids(emergencies).stream().sorted().toList();
    }
}
