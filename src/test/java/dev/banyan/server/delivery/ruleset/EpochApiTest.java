package dev.banyan.server.delivery.ruleset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.environment.Epochs;
import dev.banyan.server.environment.LostCommits;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.wire.RulesetReader;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when the database comes back without what it had committed. */
@BanyanTest
class EpochApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    DataSource database;

    @Inject
    Epochs epochs;

    @Inject
    LiveRulesets rulesets;

    @Inject
    ClaimedRevisions claims;

    @Inject
    FirstSight firstSight;

    private TestShop shop;
    private String key;
    private String epoch;
    private long environment;

    @BeforeEach
    void makeAShopWithAHistory() throws SQLException {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        key = shop.sdkKey();
        await().atMost(SOON).until(() -> snapshot().statusCode() == 200 && held() == shop.revision());
        epoch = epochInDatabase();
        environment = number("select id from environment where project_key = ?");
    }

    @Test
    void a_server_that_holds_what_the_database_lost_begins_a_new_epoch_by_itself() throws SQLException {
        long lost = shop.revision();

        goBackTo(lost - 1);

        await().atMost(SOON).until(() -> !epochInDatabase().equals(epoch));
        assertThat(shop.revision()).isEqualTo(lost - 1);
        await().atMost(SOON).until(() -> held() == lost - 1);
        auditEntry()
                .body(
                        "items[0].details.evidence",
                        equalTo("a server holds revision " + lost + ", the database has " + (lost - 1)
                                + ": it was restored, or lost commits"));
    }

    @Test
    void the_first_change_on_a_restored_database_does_not_take_the_number_of_a_lost_one() throws SQLException {
        long lost = shop.revision();

        goBackTo(lost - 1);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);

        assertThat(epochInDatabase()).isNotEqualTo(epoch);
        await().atMost(SOON).until(() -> snapshotEpoch().equals(epochInDatabase()) && held() == lost);
    }

    @Test
    void of_many_with_the_same_evidence_one_begins_the_epoch() throws Exception {
        ExecutorService replicas = Executors.newFixedThreadPool(8);
        try {
            LostCommits evidence = LostCommits.heldHere(epoch, shop.revision() + 1);
            Callable<Boolean> replica = () -> epochs.beginIfLost(environment, evidence);

            List<Future<Boolean>> began =
                    replicas.invokeAll(List.of(replica, replica, replica, replica, replica, replica, replica, replica));

            int times = 0;
            for (Future<Boolean> each : began) {
                times += each.get() ? 1 : 0;
            }
            assertThat(times).isEqualTo(1);
        } finally {
            replicas.shutdownNow();
        }
    }

    @Test
    void a_revision_that_the_database_has_proves_nothing_however_late_a_server_hears_of_it() throws SQLException {
        assertThat(epochs.beginIfLost(environment, LostCommits.heldHere(epoch, shop.revision())))
                .isFalse();
        assertThat(epochs.beginIfLost(environment, LostCommits.heldBy("a", "another epoch", shop.revision() + 9)))
                .isFalse();

        assertThat(epochInDatabase()).isEqualTo(epoch);
    }

    @Test
    void a_replica_that_has_seen_it_all_believes_no_instance() throws SQLException {
        long unknown = shop.revision() + 1;
        claims.named(environment, header("If-None-Match", "\"" + epoch + '-' + unknown + '"'));
        claims.check();

        assertThat(epochInDatabase()).isEqualTo(epoch);
    }

    @Test
    void an_instance_that_names_a_lost_revision_to_a_replica_that_is_new_is_believed_but_not_again_and_again()
            throws SQLException {
        firstSight.found(environment);
        long unknown = shop.revision() + 1;
        claims.named(environment, header("If-None-Match", "\"" + epoch + '-' + unknown + '"'));
        claims.check();

        String second = epochInDatabase();
        assertThat(second).isNotEqualTo(epoch);
        auditEntry()
                .body(
                        "items[0].details.evidence",
                        equalTo("the instance shop-7 holds revision " + unknown + ", the database has " + (unknown - 1)
                                + ": it was restored, or lost commits"));
        await().atMost(SOON).until(() -> snapshotEpoch().equals(second));

        claims.named(environment, header("If-None-Match", "\"" + second + '-' + unknown + '"'));
        claims.check();
        assertThat(epochInDatabase()).isEqualTo(second);
    }

    @Test
    void what_an_instance_names_in_any_of_its_requests_counts() throws SQLException {
        firstSight.found(environment);
        TestShop.sdk(key, "shop-8")
                .header("Content-Type", "application/json")
                .body(Map.of("epoch", epoch, "revision", shop.revision() + 5, "outcome", "applied"))
                .post("/sdk/v1/applied")
                .then()
                .statusCode(204);
        claims.check();

        assertThat(epochInDatabase()).isNotEqualTo(epoch);
    }

    @Test
    void acknowledgements_of_the_former_epoch_prove_nothing_in_the_new_one() throws SQLException {
        TestShop.sdk(key, "shop-9")
                .header("Content-Type", "application/json")
                .body(Map.of("epoch", epoch, "revision", shop.revision(), "outcome", "applied"))
                .post("/sdk/v1/applied")
                .then()
                .statusCode(204);
        assertThat(acknowledgements()).isPositive();

        ApiClient.administrator()
                .request()
                .body(Map.of("reason", "restored last night's backup"))
                .post(shop.environmentPath() + "/epoch")
                .then()
                .statusCode(200)
                .body("epoch", not(equalTo(epoch)))
                .body("revision", equalTo((int) shop.revision()));

        assertThat(acknowledgements()).isZero();
        auditEntry().body("items[0].details.reason", equalTo("restored last night's backup"));
    }

    @Test
    void by_hand_it_takes_an_administrator_and_a_reason() {
        ApiClient.administrator()
                .request()
                .body(Map.of("reason", " "))
                .post(shop.environmentPath() + "/epoch")
                .then()
                .statusCode(422);
        shop.editor()
                .request()
                .body(Map.of("reason", "why not"))
                .post(shop.environmentPath() + "/epoch")
                .then()
                .statusCode(403);
        TestUsers.with(Role.ADMIN, shop.project())
                .request()
                .body(Map.of("reason", "why not"))
                .post(shop.environmentPath() + "/epoch")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse auditEntry() {
        return ApiClient.administrator()
                .request()
                .queryParam("action", "environment.epoch-began")
                .get("/api/v1/projects/{p}/audit", shop.project())
                .then()
                .statusCode(200)
                .body("items.action", hasItem("environment.epoch-began"));
    }

    private static UnaryOperator<String> header(String name, String value) {
        return Map.of(name, value, "Banyan-Instance", "shop-7")::get;
    }

    private Response snapshot() {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot");
    }

    private long held() {
        return RulesetReader.read(snapshot().asByteArray()).revision();
    }

    private String snapshotEpoch() {
        return RulesetReader.read(snapshot().asByteArray()).epoch();
    }

    /** As a backup from before the last change would have it, as far as an environment goes. */
    private void goBackTo(long revision) throws SQLException {
        execute("delete from change_item where environment_id = ? and revision > ?", environment, revision);
        execute("delete from change where environment_id = ? and revision > ?", environment, revision);
        execute("update environment set revision = ? where id = ?", revision, environment);
    }

    private long acknowledgements() throws SQLException {
        return number(
                "select count(*) from applied a join environment e on e.id = a.environment_id where e.project_key = ?");
    }

    private String epochInDatabase() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select epoch from environment where project_key = ?")) {
            query.setString(1, shop.project());
            var row = query.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, shop.project());
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql, long one, long other) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, one);
            statement.setLong(2, other);
            statement.executeUpdate();
        }
    }
}
