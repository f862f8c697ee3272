package dev.banyan.server.convergence;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.TestShop;
import dev.banyan.wire.RulesetReader;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Instances of a shop's environment that say what a test tells them to; what takes hours, the test writes into the database. */
final class Fleet {
    private final TestShop shop;
    private final DataSource database;
    private final String key;
    private final String epoch;

    Fleet(TestShop shop, DataSource database) {
        this.shop = shop;
        this.database = database;
        this.key = shop.sdkKey();
        long revision = shop.revision();
        await().atMost(Duration.ofSeconds(60)).until(() -> held(snapshot()) >= revision);
        this.epoch = RulesetReader.read(snapshot().asByteArray()).epoch();
    }

    String key() {
        return key;
    }

    void applied(String instance, long revision) {
        say(instance, epoch, revision, "applied");
    }

    /** It has applied the revision, and goes by older rules on a route that it does not understand. */
    void appliedBut(String instance, long revision, String unread) {
        TestShop.sdk(key, instance)
                .contentType(ContentType.JSON)
                .body("{\"epoch\":\"%s\",\"revision\":%d,\"outcome\":\"applied\",\"unread\":[%s],\"later\":{}}"
                        .formatted(epoch, revision, unread))
                .post("/sdk/v1/applied")
                .then()
                .statusCode(204);
    }

    void appliedInAnotherEpoch(String instance, long revision) {
        say(instance, "of-before", revision, "applied");
    }

    void refused(String instance, long revision) {
        say(instance, epoch, revision, "refused");
    }

    /** It was last seen so long ago. */
    void notSeenFor(String instance, Duration age) throws SQLException {
        sql(
                "update instance set last_seen = clock_timestamp() - make_interval(secs => ?), connected_to = null where id = ?",
                (double) age.toSeconds(),
                instance);
    }

    /** As if a revision had been committed that long ago, with all that was known then. */
    void age(long revision, Duration age) throws SQLException {
        double seconds = age.toSeconds();
        sql(
                "update change set at = at - make_interval(secs => ?) where revision = ? and environment_id = "
                        + environment(),
                seconds,
                revision);
        sql(
                "update instance set first_seen = first_seen - make_interval(secs => ?) where environment_id = "
                        + environment(),
                seconds + 60);
    }

    /** Instances that are there, of which the first ones have applied a revision, one each millisecond. */
    void many(int count, int applied, long revision) throws SQLException {
        String committed =
                "(select at from change where environment_id = " + environment() + " and revision = " + revision + ")";
        sql(
                "insert into instance (environment_id, id, application, version, host, sdk, first_seen, last_seen, applied_epoch, applied_revision)"
                        + " select " + environment() + ", 'many-' || i, 'many', '1', 'h', 's', " + committed
                        + " - interval '1 minute', clock_timestamp(), ?, case when i <= ? then " + revision + " else "
                        + (revision - 1) + " end from generate_series(1, ?) as i",
                epoch,
                applied,
                count);
        sql(
                "insert into applied (environment_id, revision, instance_id, at, epoch) select " + environment() + ", "
                        + revision + ", 'many-' || i, " + committed
                        + " + i * interval '1 millisecond', ? from generate_series(1, ?) as i",
                epoch,
                applied);
    }

    int sql(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        }
    }

    String environment() {
        return "(select id from environment where project_key = '" + shop.project() + "' and key = 'production')";
    }

    private void say(String instance, String which, long revision, String outcome) {
        TestShop.sdk(key, instance)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "instance",
                        instance,
                        "epoch",
                        which,
                        "revision",
                        revision,
                        "outcome",
                        outcome,
                        "reason",
                        "too new"))
                .post("/sdk/v1/applied")
                .then()
                .statusCode(204);
    }

    private Response snapshot() {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot");
    }

    private static long held(Response answer) {
        return answer.statusCode() == 200
                ? RulesetReader.read(answer.asByteArray()).revision()
                : -1;
    }
}
