package dev.banyan.sdk.openfeature;

import static dev.banyan.sdk.TestClients.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.shop.FlagCode;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.MutableTrackingEventDetails;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BanyanProviderTest extends ProviderScenario {
    private static final EvaluationContext ANA = new ImmutableContext("ana");

    private Client client;

    @BeforeEach
    void connect() throws IOException {
        client = connected();
    }

    @Test
    void side_is_a_boolean_and_stage_a_string() {
        FlagEvaluationDetails<Boolean> side = client.getBooleanDetails("orders.get", false, ANA);
        FlagEvaluationDetails<String> stage = client.getStringDetails("orders.get:stage", "off", ANA);

        assertThat(side.getErrorCode()).isNull();
        assertThat(side.getValue()).isTrue();
        assertThat(side.getVariant()).isEqualTo("new");
        assertThat(side.getReason()).isEqualTo("STATIC");
        assertThat(stage.getValue()).isEqualTo("complete");
        assertThat(stage.getVariant()).isEqualTo("complete");
    }

    @Test
    void metadata_tells_what_the_server_would_tell_and_where_the_rules_are_from() {
        ImmutableMetadata metadata =
                client.getBooleanDetails("orders.list", false, ANA).getFlagMetadata();

        assertThat(metadata.getString("stage")).isIn("off", "complete");
        assertThat(metadata.getString("side")).isIn("legacy", "new");
        assertThat(metadata.getString("cohort")).isEqualTo("default");
        assertThat(metadata.getInteger("bucket")).isBetween(0, 999_999);
        assertThat(metadata.getLong("revision")).as("the flag's own").isEqualTo(17);
        assertThat(metadata.getString("flagSetId")).isEqualTo("shop/production");
        assertThat(metadata.getString("version")).isEqualTo("epoch-one-17");
        assertThat(metadata.getString("source")).isIn("STREAM", "POLL");
        assertThat(metadata.getBoolean("keyMissing")).isNull();
    }

    @Test
    void reasons_are_openfeatures_and_metadata_say_what_it_has_no_word_for() {
        assertThat(reason("orders.list", ANA)).isEqualTo("SPLIT");
        assertThat(reason("stock.read", gold())).isEqualTo("TARGETING_MATCH");
        assertThat(client.getBooleanDetails("orders.put", true, ANA)).satisfies(rolledBack -> {
            assertThat(rolledBack.getValue()).isFalse();
            assertThat(rolledBack.getReason()).isEqualTo("STATIC");
            assertThat(rolledBack.getFlagMetadata().getBoolean("rollback")).isTrue();
        });
        assertThat(client.getBooleanDetails("stock.off", true, ANA)).satisfies(notStarted -> {
            assertThat(notStarted.getValue()).isFalse();
            assertThat(notStarted.getReason()).isEqualTo("STATIC");
            assertThat(notStarted.getFlagMetadata().getBoolean("notStarted")).isTrue();
        });
    }

    @Test
    void where_no_cohort_matched_the_reason_is_default() {
        assertThat(reason("stock.whole", gold())).isEqualTo("TARGETING_MATCH");
        assertThat(reason("stock.whole", ANA)).isEqualTo("DEFAULT");
        assertThat(reason("orders.get", ANA)).as("nothing to match").isEqualTo("STATIC");
    }

    @Test
    void what_this_process_was_told_alone_is_static_and_says_so(@TempDir Path directory) throws IOException {
        Path override = Files.writeString(directory.resolve("shop.override"), "orders.get:off");
        BanyanProvider held = new BanyanProvider(TestClients.of(plane).overrideFile(override), Duration.ofSeconds(20));
        api.setProviderAndWait("held", held);

        FlagEvaluationDetails<Boolean> details = api.getClient("held").getBooleanDetails("orders.get", true, ANA);

        assertThat(details.getValue()).isFalse();
        assertThat(details.getReason()).isEqualTo("STATIC");
        assertThat(details.getFlagMetadata().getBoolean("override")).isTrue();
    }

    @Test
    void the_same_side_as_the_handle_for_everybody() {
        for (int i = 0; i < 200; i++) {
            boolean byHandle =
                    provider.client().route("orders.list").isNew(dev.banyan.evaluation.Context.of("user-" + i));
            assertThat(client.getBooleanValue("orders.list", !byHandle, new ImmutableContext("user-" + i)))
                    .isEqualTo(byHandle);
        }
    }

    @Test
    void another_type_is_a_mismatch_and_gives_the_default() {
        assertThat(client.getBooleanDetails("orders.get:stage", true, ANA))
                .returns(ErrorCode.TYPE_MISMATCH, FlagEvaluationDetails::getErrorCode)
                .returns(true, FlagEvaluationDetails::getValue)
                .returns("ERROR", FlagEvaluationDetails::getReason);
        assertThat(client.getStringDetails("orders.get", "mine", ANA))
                .returns(ErrorCode.TYPE_MISMATCH, FlagEvaluationDetails::getErrorCode)
                .returns("mine", FlagEvaluationDetails::getValue);
        assertThat(client.getIntegerDetails("orders.get", 7, ANA).getErrorCode())
                .isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getDoubleDetails("orders.get", 7.5, ANA).getErrorCode())
                .isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getLongDetails("orders.get", 7L, ANA).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getObjectDetails("orders.get", new Value("mine"), ANA))
                .returns(ErrorCode.TYPE_MISMATCH, FlagEvaluationDetails::getErrorCode)
                .returns(new Value("mine"), FlagEvaluationDetails::getValue);
    }

    @Test
    void an_unknown_route_is_not_found() {
        for (String key : List.of("nobody.knows", "nobody.knows:stage", "orders.get:side", "", ":stage")) {
            assertThat(client.getBooleanDetails(key, true, ANA))
                    .returns(ErrorCode.FLAG_NOT_FOUND, FlagEvaluationDetails::getErrorCode)
                    .returns(true, FlagEvaluationDetails::getValue);
        }
    }

    @Test
    void a_missing_key_is_refused_where_the_side_depends_on_it_and_a_stage_is_told() {
        assertThat(client.getBooleanDetails("orders.list", true).getErrorCode())
                .isEqualTo(ErrorCode.TARGETING_KEY_MISSING);
        assertThat(client.getBooleanDetails("stock.read", true, ANA).getErrorCode())
                .isEqualTo(ErrorCode.INVALID_CONTEXT);
        FlagEvaluationDetails<String> stage = client.getStringDetails("orders.list:stage", "complete");
        assertThat(stage.getValue()).isEqualTo("off");
        assertThat(stage.getFlagMetadata().getBoolean("keyMissing")).isTrue();
        assertThat(client.getBooleanDetails("orders.put", true).getErrorCode()).isNull();
    }

    @Test
    void a_targeting_key_that_is_no_text_is_an_invalid_context() {
        EvaluationContext number = new ImmutableContext(Map.of("targetingKey", new Value(42)));

        assertThat(client.getBooleanDetails("orders.list", true, number).getErrorCode())
                .isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(client.getBooleanDetails("orders.list", true, new ImmutableContext("42"))
                        .getErrorCode())
                .isNull();
    }

    @Test
    void a_name_that_was_written_with_its_dots_wins_over_a_structure() {
        EvaluationContext written = new ImmutableContext(Map.of(
                "user.plan", new Value("gold"),
                "user", new Value(structure("plan", new Value("silver"))),
                "since", new Value("2025-06-01T00:00:00Z")));

        assertThat(reason("stock.read", written)).isEqualTo("TARGETING_MATCH");
    }

    @Test
    void lists_and_nulls_are_not_seen_and_hurt_nobody() {
        EvaluationContext context = gold().merge(
                        new ImmutableContext(Map.of("tags", new Value(List.of(new Value("a"))), "none", new Value())));

        assertThat(reason("stock.read", context)).isEqualTo("TARGETING_MATCH");
    }

    @Test
    void a_structure_without_an_end_is_an_invalid_context() {
        MutableContext endless = new MutableContext("ana");
        Structure inner = structure("end", new Value("here"));
        for (int i = 0; i < 40; i++) {
            inner = structure("inner", new Value(inner));
        }
        assertThat(client.getBooleanDetails("orders.get", false, endless.add("deep", structure("end", new Value(1))))
                        .getErrorCode())
                .isNull();
        assertThat(client.getBooleanDetails("orders.get", false, endless.add("deep", inner))
                        .getErrorCode())
                .isEqualTo(ErrorCode.INVALID_CONTEXT);
    }

    @Test
    void contexts_of_api_client_and_call_are_merged_and_the_nearest_wins() {
        api.setEvaluationContext(new ImmutableContext("api", Map.of("since", new Value(Instant.EPOCH))));
        client.setEvaluationContext(
                new ImmutableContext(Map.of("user", new Value(structure("plan", new Value("no"))))));
        try {
            assertThat(client.getBooleanDetails("stock.read", false).getErrorCode())
                    .isEqualTo(ErrorCode.INVALID_CONTEXT);
            assertThat(reason("stock.read", new ImmutableContext(Map.of("user.plan", new Value("gold")))))
                    .isEqualTo("TARGETING_MATCH");
            boolean byApiKey = provider.client().route("orders.list").isNew(dev.banyan.evaluation.Context.of("api"));
            assertThat(client.getBooleanValue("orders.list", !byApiKey)).isEqualTo(byApiKey);
        } finally {
            api.setEvaluationContext(new ImmutableContext());
        }
    }

    @Test
    void tracking_is_taken_without_complaint() {
        client.track("checkout", ANA, new MutableTrackingEventDetails(99.9));
        client.track("checkout");
        assertThat(client.getBooleanValue("orders.get", false, ANA)).isTrue();
    }

    @Test
    void every_reason_has_a_word_of_openfeature() {
        assertThat(Reason.values())
                .extracting(Reason::openFeature)
                .isSubsetOf(
                        "STATIC",
                        "DEFAULT",
                        "TARGETING_MATCH",
                        "SPLIT",
                        "CACHED",
                        "DISABLED",
                        "UNKNOWN",
                        "STALE",
                        "ERROR");
        assertThat(Stage.values())
                .allSatisfy(stage -> assertThat(FlagForm.STAGE.value(stage)).isEqualTo(stage.key()));
    }

    @Test
    void the_place_that_asks_is_the_applications() {
        assertThat(FlagCode.isNew(client)).isTrue();

        eventually(
                "a report of the place",
                () -> plane.requests(TestControlPlane.INSTANCE).stream()
                        .anyMatch(report -> report.body().contains("dev.banyan.shop.FlagCode.isNew:")));
        assertThat(plane.requests(TestControlPlane.INSTANCE))
                .noneMatch(report -> report.body().contains("dev.openfeature"));
    }

    private String reason(String flag, EvaluationContext context) {
        return client.getBooleanDetails(flag, false, context).getReason();
    }

    private static EvaluationContext gold() {
        return new ImmutableContext(Map.of(
                "user", new Value(structure("plan", new Value("gold"))),
                "since", new Value(Instant.parse("2025-12-31T23:59:59Z"))));
    }

    private static Structure structure(String name, Value value) {
        return new ImmutableStructure(Map.of(name, value));
    }
}
