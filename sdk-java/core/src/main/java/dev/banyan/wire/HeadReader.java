package dev.banyan.wire;

import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.EnvironmentRollback;
import dev.banyan.evaluation.PinningSettings;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.RulesetBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads all of a ruleset but its segments and routes. */
final class HeadReader {

    private static final List<String> NONE = Collections.emptyList();

    private HeadReader() {}

    /** Without this it is no ruleset, or one of nobody knows what. */
    static RulesetBuilder frame(JsonNode node) {
        JsonNode schema = node.get("schema");
        if (schema.whole() != Ruleset.SCHEMA) {
            throw schema.refuse("this reader understands schema " + Ruleset.SCHEMA + ", not " + schema.whole());
        }
        return Ruleset.builder(RulesetReader.name(node.get("project")), RulesetReader.name(node.get("environment")))
                .version(RulesetReader.name(node.get("epoch")), revision(node.get("revision")));
    }

    /** The head of a delta, as far as it is understood. */
    static RulesetBuilder read(JsonNode node) {
        RulesetBuilder ruleset = frame(node);
        read(node, ruleset, new Reading(ruleset));
        return ruleset;
    }

    /** Reads the rest. A rollback that is not understood is taken for one that lets legacy answer, of all routes if it does not say of which. */
    static void read(JsonNode node, RulesetBuilder ruleset, Reading reading) {
        JsonNode urgent = node.get("urgent");
        List<Emergency> emergencies = new ArrayList<>();
        EnvironmentRollback of = reading.head(
                "rollback", () -> node.get("rollback").ifPresent(HeadReader::rollback), EnvironmentRollback.ROLLBACK);
        boolean nameless = !reading.head("emergencies", () -> addEach(node, emergencies, reading), false);
        ruleset.rollback(nameless && of == null ? EnvironmentRollback.ROLLBACK : of)
                .urgent(reading.head("urgent", () -> urgent.isNull() ? 0 : revision(urgent), 0L))
                .emergencies(emergencies, reading.head("settled", () -> settled(node.get("settled")), NONE))
                .pinning(reading.head(
                        "pinning", () -> node.get("pinning").ifPresent(HeadReader::pinning), PinningSettings.NO_PINS));
    }

    /** False when one of them has no id that could be read. */
    private static boolean addEach(JsonNode node, List<Emergency> emergencies, Reading reading) {
        JsonNode all = node.get("emergencies");
        if (all.isNull()) {
            return true;
        }
        boolean[] named = {true};
        all.forEach(RulesetReader.MAX_EMERGENCIES, each -> {
            Emergency emergency = emergency(each, reading);
            if (emergency == null) {
                named[0] = false;
            } else {
                emergencies.add(emergency);
            }
        });
        return named[0];
    }

    private static Emergency emergency(JsonNode node, Reading reading) {
        String field = "emergencies";
        String id = reading.head(field, () -> id(node), null);
        if (id == null) {
            return null;
        }
        EnvironmentRollback mode = reading.head(field, () -> rollback(node.get("mode")), EnvironmentRollback.ROLLBACK);
        return Emergency.of(id, mode, reading.head(field, () -> keys(node), null));
    }

    private static String id(JsonNode node) {
        String name = RulesetReader.name(node.get("id"));
        node.check(() -> Emergency.of(name, EnvironmentRollback.ROLLBACK, null));
        return name;
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
        return Emergency.of(id(node), rollback(node.get("mode")), keys(node));
    }

    private static List<String> keys(JsonNode node) {
        JsonNode routes = node.get("routes");
        return routes.isNull() ? null : routes.each(RulesetReader.MAX_ROUTES, RulesetReader::name);
    }

    static long revision(JsonNode node) {
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
        RulesetReader.requireUnderstood(node.get("needs"));
        List<String> secrets = node.get("secrets")
                .each(RulesetReader.MAX_PINNING_SECRETS, secret -> secret.text(RulesetReader.MAX_NAME));
        int age = RulesetReader.whole(node.get("maxAgeSeconds"), PinningSettings.DEFAULT.maxAgeSeconds());
        return node.check(() -> PinningSettings.of(secrets, age));
    }
}
