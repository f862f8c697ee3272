package dev.banyan.server.delivery.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.request.Acknowledgement;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.ruleset.Emergency;
import dev.banyan.server.delivery.ruleset.EmergencyReach;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.stream.Stream;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class AppliedApiTest {
    @Inject
    LiveRulesets rulesets;

    @Inject
    EmergencyReach reach;

    @Inject
    InstanceLog log;

    @Inject
    MeterRegistry metrics;

    @Inject
    DataSource database;

    private TestShop shop;
    private String key;
    private LiveRuleset live;

    @BeforeEach
    void openAShop() {
        shop = TestShop.open().route("orders.get", 2);
        key = shop.sdkKey();
        live = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> rulesets.all().stream()
                                .filter(it -> it.scope().project().equals(shop.project()))
                                .findFirst()
                                .orElse(null),
                        it -> it != null && it.revision() == shop.revision());
    }

    @Test
    void it_counts_once_with_the_time_of_the_first() throws SQLException {
        acknowledge(live.epoch(), live.revision(), "applied").statusCode(204);
        String first = one("select at::text from applied where environment_id = ?");
        String held = one("select applied_at::text from instance where environment_id = ?");

        acknowledge(live.epoch(), live.revision(), "applied").statusCode(204);

        assertThat(one("select count(*) from applied where environment_id = ?")).isEqualTo("1");
        assertThat(one("select at::text from applied where environment_id = ?")).isEqualTo(first);
        assertThat(one("select applied_at::text from instance where environment_id = ?"))
                .isEqualTo(held);
    }

    @Test
    void an_event_that_cannot_be_written_keeps_no_other_from_being_written() {
        SdkKeyScope ofNothing = new SdkKeyScope(1, Long.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            log.connected(new Stream(i, "nowhere:" + i, instance("lost-" + i), ofNothing, null, null));
            log.seen(live.scope().id(), instance("found-" + i));
        }

        log.known(live.scope().id(), instance("found")).await().atMost(Duration.ofSeconds(60));
    }

    @Test
    void statements_do_not_grow_with_the_number_of_clients() throws SQLException {
        double before = metrics.counter("banyan.delivery.statements").count();

        List<CompletableFuture<Void>> all = IntStream.range(0, 3_000)
                .mapToObj(number -> log.acknowledged(live.scope().id(), instance("many-" + number), appliedHere())
                        .toCompletableFuture())
                .toList();

        assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(60));
        assertThat(one("select count(*) from applied where environment_id = ?")).isEqualTo("3000");
        // A few groups, of a few statements each; and what else goes on meanwhile.
        assertThat(metrics.counter("banyan.delivery.statements").count() - before)
                .isLessThan(300);
    }

    private Acknowledgement appliedHere() {
        return new Acknowledgement(live.epoch(), live.revision(), null);
    }

    private static InstanceIdentity instance(String id) {
        return new InstanceIdentity(id, "shop", "1", "host", "sdk", null);
    }

    @Test
    void another_epoch_or_a_revision_that_never_was_does_not_count() throws SQLException {
        acknowledge("0-restored", live.revision(), "applied").statusCode(204);
        acknowledge(live.epoch(), live.revision() + 1, "applied").statusCode(204);
        acknowledge("0-restored", live.revision(), "refused").statusCode(204);

        assertThat(one("select count(*) from applied where environment_id = ?")).isEqualTo("0");
        assertThat(
                        one(
                                "select coalesce(applied_revision, refused_revision, -1) from instance where environment_id = ?"))
                .isEqualTo("-1");
    }

    @Test
    void a_refusal_is_over_when_the_revision_was_applied_after_all() throws SQLException {
        String refused = "select coalesce(refused_reason, '-') from instance where environment_id = ?";
        acknowledge(live.epoch(), live.revision(), "refused").statusCode(204);
        assertThat(one(refused)).isEqualTo("too new");

        acknowledge(live.epoch(), live.revision(), "applied").statusCode(204);

        assertThat(one(refused)).isEqualTo("-");
    }

    @Test
    void what_cannot_be_accepted_is_named() {
        acknowledge("an epoch", 1, "applied").statusCode(422).body("field", equalTo("epoch"));
        acknowledge(live.epoch(), 1, "perhaps").statusCode(422).body("field", equalTo("outcome"));
        say("{\"epoch\":\"e\",\"revision\":\"many\",\"outcome\":\"applied\"}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("revision"));
        say("{").statusCode(400).body("type", equalTo("urn:banyan:problem:bad-request"));
        say("").statusCode(400);
        say("[" + " ".repeat(20_000) + "]").statusCode(413).body("type", equalTo("urn:banyan:problem:too-large"));
        TestShop.sdk("bny_sdk_nonsense", "a").post("/sdk/v1/applied").then().statusCode(401);
    }

    @Test
    void who_has_an_emergency_in_force_is_known_without_the_database() {
        Emergency emergency = new Emergency(UUID.randomUUID(), Instant.EPOCH, RollbackMode.ISOLATE, null);
        rulesets.hold(live.scope().id(), emergency);

        say("{\"epoch\":\"%s\",\"revision\":%d,\"outcome\":\"applied\",\"emergencies\":[\"%s\",\"%s\"]}"
                        .formatted(live.epoch(), live.revision(), emergency.id(), new UUID(0, 9)))
                .statusCode(204);

        assertThat(reach.of(live.scope().id(), emergency.id()))
                .extracting(reached -> reached.instance().id())
                .isEqualTo(List.of("a"));
        assertThat(reach.of(live.scope().id(), new UUID(0, 9)))
                .as("of which nobody here has heard")
                .isEmpty();
    }

    private ValidatableResponse acknowledge(String epoch, long revision, String outcome) {
        return TestShop.sdk(key, "a")
                .contentType(ContentType.JSON)
                .body(Map.of("epoch", epoch, "revision", revision, "outcome", outcome, "reason", "too new"))
                .post("/sdk/v1/applied")
                .then();
    }

    private ValidatableResponse say(String body) {
        return TestShop.sdk(key, "a")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/sdk/v1/applied")
                .then();
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, live.scope().id());
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }
}
