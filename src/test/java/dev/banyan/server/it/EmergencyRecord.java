package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;

/** What services, the audit trail and the database know of a rollback that was taken without the database. */
record EmergencyRecord(TestShop shop, String key) {
    private static final Duration SOON = Duration.ofSeconds(60);

    void awaitInForce(ServerProcess replica, String id) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(snapshot(replica).getList("emergencies.id", String.class))
                        .contains(id));
    }

    void awaitSettled(String id) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> given().auth()
                        .oauth2(key)
                        .get("/sdk/v1/snapshot")
                        .then()
                        .statusCode(200)
                        .body("settled", contains(id))
                        .body("emergencies", equalTo(null)));
    }

    void awaitNothingHeld(ServerProcess replica) {
        await().atMost(SOON).until(() -> snapshot(replica).getList("emergencies") == null);
    }

    JsonPath snapshot(ServerProcess replica) {
        return given().baseUri(replica.url())
                .port(replica.port())
                .auth()
                .oauth2(key)
                .get("/sdk/v1/snapshot")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void verifyAuditTrail(String id, String takenAt, ServerProcess takenBy, ServerProcess settledBy) {
        ApiClient.administrator()
                .request()
                .get("/api/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true));
        shop.editor()
                .request()
                .get("/api/v1/projects/{p}/audit?action=flag.rolled-back", shop.project())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor", equalTo(shop.editor().username()))
                .body("items[0].details.emergency", equalTo(id))
                .body("items[0].details.takenAt", equalTo(takenAt))
                .body("items[0].details.takenBy", equalTo("http://127.0.0.1:" + takenBy.port()))
                .body("items[0].details.settledBy", equalTo("http://127.0.0.1:" + settledBy.port()));
    }

    static long rows(TestPostgres database, String id) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from emergency where id = cast(? as uuid)")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
