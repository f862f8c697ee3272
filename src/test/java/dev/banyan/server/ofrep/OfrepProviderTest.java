package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.banyan.evaluation.Context;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.RouteHandle;
import dev.banyan.server.testing.BanyanTest;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenFeature's own provider for Java, as published, against this server. */
@BanyanTest
class OfrepProviderTest {

    private static final EvaluationContext ANA = new ImmutableContext("ana");
    private static final EvaluationContext NOBODY = new ImmutableContext();

    private OfrepShop shop;

    @BeforeEach
    void open_a_shop() {
        shop = new OfrepShop();
    }

    @AfterEach
    void forget_providers() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    @Test
    void boolean_says_whether_the_new_side_serves() {
        shop.route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();

        FlagEvaluationDetails<Boolean> details = client().getBooleanDetails("orders.get", false, ANA);

        assertThat(details.getErrorCode()).isNull();
        assertThat(details.getValue()).isTrue();
        assertThat(details.getVariant()).isEqualTo("new");
        assertThat(details.getReason()).isEqualTo(Reason.STATIC.name());
        assertThat(details.getFlagMetadata().getString("stage")).isEqualTo("complete");
        assertThat(details.getFlagMetadata().getString("flagSetId")).endsWith("/production");
    }

    @Test
    void string_names_the_stage() {
        shop.route("orders.place", 6)
                .rollOut("orders.place", "off", "dualwrite", 100)
                .settle();

        FlagEvaluationDetails<String> details = client().getStringDetails("orders.place:stage", "off", ANA);

        assertThat(details.getErrorCode()).isNull();
        assertThat(details.getValue()).isEqualTo("dualwrite");
        assertThat(details.getVariant()).isEqualTo("dualwrite");
    }

    @Test
    void the_other_type_is_a_mismatch_and_not_a_wrong_answer() {
        shop.route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();

        FlagEvaluationDetails<String> details = client().getStringDetails("orders.get", "mine", ANA);

        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(details.getValue()).isEqualTo("mine");
    }

    @Test
    void a_split_puts_every_key_where_our_sdk_puts_it() {
        shop.route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 37.5)
                .settle();
        Client openFeature = client();
        List<Boolean> theirs = new ArrayList<>();
        List<Boolean> ours = new ArrayList<>();

        try (Banyan banyan = banyan()) {
            assertThat(banyan.awaitReady(Duration.ofSeconds(60))).isTrue();
            RouteHandle orders = banyan.route("orders.get");
            for (int i = 0; i < 200; i++) {
                String key = "customer-" + i;
                FlagEvaluationDetails<Boolean> details =
                        openFeature.getBooleanDetails("orders.get", false, new ImmutableContext(key));
                assertThat(details.getReason()).isEqualTo(Reason.SPLIT.name());
                theirs.add(details.getValue());
                ours.add(orders.isNew(Context.of(key)));
            }
        }

        assertThat(theirs).isEqualTo(ours).contains(true, false);
    }

    @Test
    void targeting_sees_attributes_of_all_types() {
        shop.route("orders.get", 2)
                .target("orders.get", Map.of("attribute", "age", "operator", "greaterThan", "values", List.of(17)))
                .settle();
        Client client = client();

        FlagEvaluationDetails<Boolean> adult =
                client.getBooleanDetails("orders.get", false, with("age", new Value(18)));
        assertThat(adult.getValue()).isTrue();
        assertThat(adult.getReason()).isEqualTo(Reason.TARGETING_MATCH.name());
        assertThat(client.getBooleanValue("orders.get", true, with("age", new Value(17))))
                .isFalse();
    }

    @Test
    void targeting_sees_into_structures() {
        shop.route("orders.get", 2)
                .target("orders.get", Map.of("attribute", "user.staff", "operator", "equals", "values", List.of(true)))
                .settle();

        Value user = new Value(new ImmutableStructure(Map.of("staff", new Value(true))));

        assertThat(client().getBooleanValue("orders.get", false, with("user", user)))
                .isTrue();
    }

    @Test
    void a_rollback_is_seen_at_the_next_question() {
        shop.route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();
        Client client = client();
        assertThat(client.getBooleanValue("orders.get", false, ANA)).isTrue();

        shop.shop().act("orders.get", "rollback", Map.of()).statusCode(200);
        shop.settle();

        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("orders.get", true, ANA);
        assertThat(details.getValue()).isFalse();
        assertThat(details.getReason()).isEqualTo("STATIC");
        assertThat(details.getFlagMetadata().getBoolean("rollback")).isTrue();
    }

    @Test
    void an_unknown_flag_leaves_the_callers_default() {
        shop.settle();

        FlagEvaluationDetails<Boolean> details = client().getBooleanDetails("orders.get", true, ANA);

        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(details.getValue()).isTrue();
    }

    @Test
    void a_wrong_key_leaves_the_callers_default() {
        shop.route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();

        FlagEvaluationDetails<Boolean> details =
                client("Authorization", "Bearer bny_sdk_wrong").getBooleanDetails("orders.get", false, ANA);

        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.GENERAL);
        assertThat(details.getErrorMessage()).contains("authentication");
        assertThat(details.getValue()).isFalse();
    }

    @Test
    void the_key_may_be_sent_as_api_key() {
        shop.route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();

        assertThat(client("X-API-Key", shop.key()).getBooleanValue("orders.get", false, ANA))
                .isTrue();
    }

    /** This provider calls every 400 an invalid context; the body says more precisely what is wrong. */
    @Test
    void a_missing_targeting_key_leaves_the_callers_default() {
        shop.route("orders.get", 2).rollOut("orders.get", "off", "complete", 50).settle();

        FlagEvaluationDetails<Boolean> details = client().getBooleanDetails("orders.get", false, NOBODY);

        assertThat(details.getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(details.getValue()).isFalse();
    }

    private Client client() {
        return client("Authorization", "Bearer " + shop.key());
    }

    private Client client(String header, String value) {
        String domain = shop.shop().project() + header;
        OpenFeatureAPI.getInstance()
                .setProviderAndWait(
                        domain,
                        OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                                .baseUrl("http://localhost:" + RestAssured.port)
                                .headers(ImmutableMap.of(header, ImmutableList.of(value)))
                                .build()));
        return OpenFeatureAPI.getInstance().getClient(domain);
    }

    private Banyan banyan() {
        return Banyan.builder()
                .url("http://localhost:" + RestAssured.port)
                .sdkKey(shop.key())
                .application("ofrep-test")
                .withoutCache()
                .build();
    }

    private static EvaluationContext with(String attribute, Value value) {
        return new ImmutableContext("ana", Map.of(attribute, value));
    }
}
