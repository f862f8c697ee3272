package dev.banyan.server.delivery.ruleset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.wire.RulesetReader;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A rollback in force that is not in the database yet. */
@BanyanTest
class EmergencyApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    LiveRulesets rulesets;

    @Inject
    DataSource database;

    @Test
    void an_emergency_is_served_at_the_same_revision_under_another_tag_until_it_is_settled() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        Response before = awaitRevision(key, shop.revision());
        UUID id = UUID.randomUUID();

        long environment = environmentId(shop);
        rulesets.hold(environment, emergency(id, List.of("orders.get")));

        Response during = snapshot(key);
        assertThat(during.header("ETag")).matches("\"[0-9a-f-]{36}-" + shop.revision() + "-[0-9a-f]{8}\"");
        assertThat(during.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(during.jsonPath().getLong("revision")).isEqualTo(shop.revision());
        assertThat(during.asString())
                .contains(
                        "\"emergencies\":[{\"id\":\"" + id + "\",\"mode\":\"rollback\",\"routes\":[\"orders.get\"]}]");

        settle(environment, id, shop.revision() + 1);
        shop.patch("orders.get", Map.of("percentage", 1)).statusCode(200);

        Response after = awaitRevision(key, shop.revision());
        assertThat(after.asString()).contains("\"settled\":[\"" + id + "\"]").doesNotContain("emergencies");
        rulesets.hold(environment, emergency(id, null));
        assertThat(snapshot(key).asString()).doesNotContain("emergencies");
    }

    @Test
    void an_emergency_is_a_new_version_for_ofrep_clients_too() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        awaitRevision(key, shop.revision());
        String tag = evaluate(key, "none").header("ETag");
        assertThat(evaluate(key, tag).statusCode()).isEqualTo(304);

        rulesets.hold(environmentId(shop), emergency(UUID.randomUUID(), null));

        assertThat(evaluate(key, tag).statusCode()).isEqualTo(200);
    }

    private static Response evaluate(String key, String tag) {
        return given().auth()
                .oauth2(key)
                .header("If-None-Match", tag)
                .contentType(ContentType.JSON)
                .body("{\"context\":{\"targetingKey\":\"u1\"}}")
                .post("/ofrep/v1/evaluate/flags");
    }

    private static Emergency emergency(UUID id, List<String> routes) {
        return new Emergency(id, Instant.EPOCH, RollbackMode.ROLLBACK, routes);
    }

    private long environmentId(TestShop shop) {
        return rulesets.all().stream()
                .map(LiveRuleset::scope)
                .filter(scope -> scope.project().equals(shop.project()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void settle(long environment, UUID id, long revision) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into emergency (environment_id, id, mode, actor, taken_at, settled_revision, settled_at)
                        values (?, ?, 'rollback', 'sam', now(), ?, now())""")) {
            statement.setLong(1, environment);
            statement.setObject(2, id);
            statement.setLong(3, revision);
            statement.executeUpdate();
        }
    }

    private static Response awaitRevision(String key, long revision) {
        return await().atMost(SOON)
                .until(
                        () -> snapshot(key),
                        answer -> answer.statusCode() == 200
                                && RulesetReader.read(answer.asByteArray()).revision() >= revision);
    }

    private static Response snapshot(String key) {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot");
    }
}
