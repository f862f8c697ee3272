package dev.banyan.server.delivery.instance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.delivery.ruleset.RulesetChanged;
import dev.banyan.server.delivery.stream.Admission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import dev.banyan.wire.RulesetReader;
import dev.banyan.wire.RulesetText;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and to whom. */
@BanyanTest
class StreamApiTest {
    private static final String DELTA = "application/vnd.banyan.delta+json";

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Hears of every change, and spoils those of one project. */
    @ApplicationScoped
    static class Spoilsport {
        private volatile String project = "";

        void spoil(String project) {
            this.project = project;
        }

        void changed(@Observes @Priority(1) RulesetChanged changed) {
            if (changed.ruleset().scope().project().equals(project)) {
                throw new IllegalStateException("spoilt");
            }
        }
    }

    @Inject
    Admission admission;

    @Inject
    Spoilsport spoilsport;

    @Inject
    InstanceUpkeep care;

    @Inject
    Instances instances;

    @Inject
    Environments environments;

    @Inject
    DataSource database;

    private TestShop shop;
    private String key;
    private JsonPath before;

    @BeforeEach
    void openAShop() {
        shop = TestShop.open();
        for (int i = 0; i < 5; i++) {
            shop.route("route" + i, 2);
        }
        key = shop.sdkKey();
        before = awaitRevision(shop.revision()).jsonPath();
    }

    @Test
    void who_takes_deltas_gets_one_that_leads_to_the_bytes_of_the_snapshot() {
        try (TestStream stream = TestStream.open(key, "a", "Banyan-Accept", "delta")) {
            TestStream.Event first = stream.next();
            assertThat(first.event()).isEqualTo("snapshot");

            shop.patch("route3", Map.of("percentage", 25)).statusCode(200);

            TestStream.Event change = stream.next();
            JsonPath delta = JsonPath.from(change.data());
            assertThat(change.event()).isEqualTo("delta");
            assertThat(change.id()).isEqualTo(String.valueOf(shop.revision()));
            assertThat(delta.getLong("from")).isEqualTo(before.getLong("revision"));
            assertThat(delta.getList("routes.key")).isEqualTo(List.of("route3"));
            assertThat(delta.getString("checksum"))
                    .isEqualTo(RulesetText.checksum(snapshot().asByteArray()));
            assertThat(change.data().length()).isLessThan(1_000);
        }
    }

    @Test
    void who_does_not_gets_snapshots() {
        try (TestStream stream = TestStream.open(key, "old")) {
            stream.next();
            shop.patch("route3", Map.of("percentage", 25)).statusCode(200);
            TestStream.Event change = stream.next();

            assertThat(change.event()).isEqualTo("snapshot");
            assertThat(change.data().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(snapshot().asByteArray());
        }
    }

    @Test
    void an_open_stream_is_no_sign_of_life_of_the_process_behind_it() throws SQLException {
        try (TestStream frozen = TestStream.open(key, "frozen")) {
            frozen.next();
            await().atMost(SOON).until(() -> instance("frozen").isPresent());
            seenBefore("frozen", Duration.ofSeconds(12));

            care.seen();

            Instance still = instance("frozen").orElseThrow();
            assertThat(still.connected()).isTrue();
            assertThat(Duration.between(still.lastSeen(), Instant.now())).isGreaterThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoever_opens_and_ends_a_stream_in_the_name_of_an_instance_takes_nothing_from_it() throws SQLException {
        try (TestStream own = TestStream.open(key, "silenced")) {
            own.next();
            await().atMost(SOON).until(() -> streamOf("silenced").isPresent());
            String name = streamOf("silenced").orElseThrow();
            try (TestStream other = TestStream.connect(shop.sdkKey(), "silenced")) {
                other.next();
                await().atMost(SOON)
                        .until(() -> !name.equals(streamOf("silenced").orElse(name)));
            }

            await().atMost(SOON).until(() -> name.equals(streamOf("silenced").orElse("")));
        }
    }

    private Optional<String> streamOf(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(
                        "select connected_to from instance where id = ? and environment_id = ?")) {
            of.setString(1, id);
            of.setLong(2, environments.scope(shop.project(), "production").id());
            try (ResultSet row = of.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    private Optional<Instance> instance(String id) {
        EnvironmentScope scope = environments.scope(shop.project(), "production");
        return instances.present(scope).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private void seenBefore(String id, Duration age) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement past = connection.prepareStatement("update instance set last_seen = clock_timestamp()"
                        + " - make_interval(secs => ?), last_heard = clock_timestamp() - make_interval(secs => ?)"
                        + " where id = ?")) {
            past.setDouble(1, age.toSeconds());
            past.setDouble(2, age.toSeconds());
            past.setString(3, id);
            past.executeUpdate();
        }
    }

    @Test
    void who_comes_back_gets_what_it_missed() {
        String epoch = before.getString("epoch");
        long held = before.getLong("revision");

        try (TestStream upToDate = comeBack(epoch, held);
                TestStream ahead = comeBack(epoch, held + 7)) {
            assertThat(upToDate.next().data()).isEqualTo(": up to date");
            assertThat(ahead.next().data()).as("another replica was faster").isEqualTo(": up to date");
        }
        shop.patch("route3", Map.of("percentage", 25)).statusCode(200);
        awaitRevision(shop.revision());
        try (TestStream behind = comeBack(epoch, held);
                TestStream restored = comeBack("another-epoch", held);
                TestStream carrying = TestStream.open(
                        key,
                        "carrying",
                        "Banyan-Accept",
                        "delta",
                        "Banyan-Epoch",
                        epoch,
                        "Last-Event-ID",
                        String.valueOf(held + 1),
                        "Banyan-Emergencies",
                        "00000000-0000-0000-0000-000000000001")) {
            assertThat(behind.next().event()).isEqualTo("delta");
            assertThat(restored.next().event()).isEqualTo("snapshot");
            assertThat(carrying.next().event()).isEqualTo("snapshot");
        }
    }

    @Test
    void the_snapshot_api_answers_with_a_delta_to_those_who_take_it() {
        String tag = snapshot().header("ETag");
        shop.patch("route3", Map.of("percentage", 25)).statusCode(200);
        awaitRevision(shop.revision());

        Response delta = given().auth()
                .oauth2(key)
                .header("If-None-Match", tag)
                .accept(DELTA + ", application/json")
                .get("/sdk/v1/snapshot");
        Response whole = given().auth().oauth2(key).header("If-None-Match", tag).get("/sdk/v1/snapshot");

        assertThat(delta.contentType()).startsWith(DELTA);
        assertThat(delta.header("ETag")).isEqualTo(whole.header("ETag"));
        assertThat(delta.header("Cache-Control")).isEqualTo("no-store");
        assertThat(JsonPath.from(delta.asString()).getString("checksum"))
                .isEqualTo(RulesetText.checksum(whole.asByteArray()));
        assertThat(whole.contentType()).startsWith("application/json");
    }

    @Test
    void a_removed_route_is_named() {
        try (TestStream stream = TestStream.open(key, "a", "Banyan-Accept", "delta")) {
            stream.next();
            String path = "/api/v1/projects/" + shop.project() + "/routes/route4";
            String version = ApiClient.administrator().request().get(path).header("ETag");
            ApiClient.administrator()
                    .request()
                    .header("If-Match", version)
                    .delete(path)
                    .then()
                    .statusCode(204);

            assertThat(JsonPath.from(stream.next().data()).getList("removed.routes"))
                    .isEqualTo(List.of("route4"));
        }
    }

    @Test
    void a_stream_says_over_how_long_to_spread_acknowledgements() {
        try (TestStream stream = TestStream.open(key, "a")) {
            assertThat(Integer.parseInt(stream.header("Banyan-Acknowledge-Within")))
                    .isBetween(0, 2_000);
        }
    }

    @Test
    void the_stream_of_a_revoked_key_ends_within_seconds_and_the_others_live_on() {
        String other = shop.sdkKey();
        try (TestStream stream = TestStream.open(key, "revoked");
                TestStream staying = TestStream.open(other, "staying")) {
            stream.next();
            staying.next();
            awaitInstances(List.of("revoked", "staying"));
            int open = admission.streams();
            String keys = shop.environmentPath() + "/sdk-keys";
            int id = ApiClient.administrator()
                    .request()
                    .get(keys)
                    .then()
                    .extract()
                    .jsonPath()
                    .getInt("items[0].id");
            ApiClient.administrator().request().delete(keys + "/" + id).then().statusCode(204);

            stream.awaitEnd(SOON);

            awaitInstances(List.of("staying"));
            await().atMost(SOON).until(() -> admission.streams() < open);
            long signs = staying.signsOfLife();
            await().atMost(SOON).until(() -> staying.signsOfLife() >= signs + 2);
        }
    }

    @Test
    void whoever_fails_to_hear_of_a_change_keeps_nobody_else_from_hearing_of_it() {
        try (TestStream stream = TestStream.open(key, "a")) {
            stream.next();
            spoilsport.spoil(shop.project());
            shop.patch("route3", Map.of("percentage", 25)).statusCode(200);

            assertThat(stream.next().id()).isEqualTo(String.valueOf(shop.revision()));
        }
    }

    private void awaitInstances(List<String> connected) {
        await().atMost(SOON)
                .until(
                        () -> shop.editor()
                                .request()
                                .get(shop.environmentPath() + "/instances")
                                .jsonPath()
                                .getList("items.findAll { it.connected }.id"),
                        connected::equals);
    }

    private TestStream comeBack(String epoch, long revision) {
        return TestStream.open(
                key,
                "back-" + revision,
                "Banyan-Accept",
                "delta",
                "Banyan-Epoch",
                epoch,
                "Last-Event-ID",
                String.valueOf(revision));
    }

    private Response awaitRevision(long revision) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        this::snapshot,
                        answer -> answer.statusCode() == 200
                                && RulesetReader.read(answer.asByteArray()).revision() >= revision);
    }

    private Response snapshot() {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot");
    }
}
