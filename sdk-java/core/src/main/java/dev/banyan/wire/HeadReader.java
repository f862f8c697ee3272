package dev.banyan.wire;

import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.EnvironmentRollback;
import dev.banyan.evaluation.PinningSettings;
import dev.banyan.evaluation.Ruleset;
import java.util.Collections;
import java.util.List;

/** Reads all of a ruleset but its segments and routes. */
final class HeadReader {

    private HeadReader() {}

    static Ruleset.Builder read(JsonNode node) {
        JsonNode schema = node.get("schema");
        if (schema.whole() != Ruleset.SCHEMA) {
            throw schema.refuse("this reader understands schema " + Ruleset.SCHEMA + ", not " + schema.whole());
        }
        JsonNode urgent = node.get("urgent");
        return Ruleset.builder(RulesetReader.name(node.get("project")), RulesetReader.name(node.get("environment")))
                .version(RulesetReader.name(node.get("epoch")), revision(node.get("revision")))
                .rollback(node.get("rollback").ifPresent(HeadReader::rollback))
                .urgent(urgent.isNull() ? 0 : revision(urgent))
                .emergencies(emergencies(node.get("emergencies")), settled(node.get("settled")))
                .pinning(node.get("pinning").ifPresent(HeadReader::pinning));
    }

    /** Mostly there are none; then a start need not pay for linking the way to read them. */
    static List<Emergency> emergencies(JsonNode node) {
        return node.isNull()
                ? Collections.emptyList()
                : node.each(RulesetReader.MAX_EMERGENCIES, HeadReader::emergency);
    }

    private static List<String> settled(JsonNode node) {
        return node.isNull()
                ? Collections.emptyList()
                : node.each(RulesetReader.MAX_SETTLED, id -> id.text(RulesetReader.MAX_NAME));
    }

    /** Without the list of its routes an emergency holds for all: an empty list names none. */
    private static Emergency emergency(JsonNode node) {
        String id = RulesetReader.name(node.get("id"));
        EnvironmentRollback mode = rollback(node.get("mode"));
        JsonNode routes = node.get("routes");
        List<String> keys = routes.isNull() ? null : routes.each(RulesetReader.MAX_ROUTES, RulesetReader::name);
        return node.check(() -> Emergency.of(id, mode, keys));
    }

    private static long revision(JsonNode node) {
        long revision = node.whole();
        if (revision < 0) {
            throw node.refuse("is negative");
        }
        return revision;
    }

    private static EnvironmentRollback rollback(JsonNode node) {
        return node.check(() -> EnvironmentRollback.parse(node.text(RulesetReader.MAX_NAME)));
    }

    private static PinningSettings pinning(JsonNode node) {
        List<String> secrets = node.get("secrets")
                .each(RulesetReader.MAX_PINNING_SECRETS, secret -> secret.text(RulesetReader.MAX_NAME));
        int age = RulesetReader.whole(node.get("maxAgeSeconds"), PinningSettings.DEFAULT.maxAgeSeconds());
        return node.check(() -> PinningSettings.of(secrets, age));
    }
}
