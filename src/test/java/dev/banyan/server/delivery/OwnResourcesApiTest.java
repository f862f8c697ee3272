package dev.banyan.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A busy page or API does not delay a change. */
@BanyanTest
class OwnResourcesApiTest {
    /** As many as the pool has. */
    private static final int CONNECTIONS = 16;

    private static final int REQUESTS = 60;
    /** So long does a request wait for a connection here: on a busy machine, 5 s are over before all have begun to wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    AgroalDataSource pool;

    @ConfigProperty(name = "banyan.database.url")
    String url;

    @ConfigProperty(name = "banyan.database.user")
    String user;

    @ConfigProperty(name = "banyan.database.password")
    String password;

    @Test
    void a_change_arrives_and_is_acknowledged_while_no_connection_and_no_worker_is_free() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        List<AutoCloseable> taken = new ArrayList<>();
        Duration usual = waiting().acquisitionTimeout();
        waiting().setAcquisitionTimeout(PATIENCE);
        try (Connection own = DriverManager.getConnection(url, user, password);
                TestStream stream = TestStream.open(key, "a", "Banyan-Accept", "delta")) {
            JsonPath held = JsonPath.from(stream.next().data());
            long environment = environmentId(own, shop);
            String token = shop.editor().token();
            for (int i = 0; i < CONNECTIONS; i++) {
                taken.add(pool.getConnection());
            }
            List<CompletableFuture<HttpResponse<Void>>> stuck =
                    IntStream.range(0, REQUESTS).mapToObj(i -> ask(shop, token)).toList();

            commitAChange(own, environment);

            TestStream.Event change = stream.next(AT_ONCE);
            assertThat(change.event()).isEqualTo("delta");
            TestShop.sdk(key, "a")
                    .contentType(ContentType.JSON)
                    .body("{\"epoch\":\"%s\",\"revision\":%s,\"outcome\":\"applied\"}"
                            .formatted(held.getString("epoch"), change.id()))
                    .post("/sdk/v1/applied")
                    .then()
                    .statusCode(204);
            assertThat(stuck).as("requests that need a connection").noneMatch(CompletableFuture::isDone);
        } finally {
            waiting().setAcquisitionTimeout(usual);
            for (AutoCloseable connection : taken) {
                close(connection);
            }
        }
    }

    private AgroalConnectionPoolConfiguration waiting() {
        return pool.getConfiguration().connectionPoolConfiguration();
    }

    private static CompletableFuture<HttpResponse<Void>> ask(TestShop shop, String token) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + shop.environmentPath()))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    /** As a replica would whose pool is not exhausted. */
    private static void commitAChange(Connection connection, long environment) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("""
                with next as (update environment set revision = revision + 1, rollback_mode = 'rollback' where id = ? returning id, revision)
                select pg_notify('banyan_change', id || ':' || revision) from next""")) {
            change.setLong(1, environment);
            change.execute();
        }
    }

    private static long environmentId(Connection connection, TestShop shop) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from environment where project_key = ?")) {
            statement.setString(1, shop.project());
            var row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
