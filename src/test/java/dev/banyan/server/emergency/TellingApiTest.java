package dev.banyan.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another replica that is there, and does not take at once what it is told. */
@BanyanTest
class TellingApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int REFUSALS = 2;

    @Inject
    DataSource database;

    @Inject
    HeldRollbacks held;

    @Inject
    Replicas replicas;

    @Inject
    ReplicaBroadcast telling;

    @Inject
    Environments environments;

    @Inject
    Clock clock;

    private final List<HeldRollback> heard = new CopyOnWriteArrayList<>();
    private volatile int refusals = REFUSALS;
    private HttpServer replica;
    private String url;

    @BeforeEach
    void start() throws IOException, SQLException {
        // What another test has left to settle would be told here as well.
        await().atMost(SOON).until(() -> held.all().isEmpty());
        replica = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        replica.createContext("/replica/v1/emergencies", exchange -> {
            heard.add(HeldRollbacks.read(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(heard.size() > refusals ? 204 : 503, -1);
            exchange.close();
        });
        replica.start();
        url = "http://127.0.0.1:" + replica.getAddress().getPort();
        execute("insert into replica (url, seen_at) values (?, clock_timestamp())", url);
        await().atMost(SOON).until(() -> {
            replicas.stay();
            return replicas.others().contains(url);
        });
    }

    @AfterEach
    void stop() throws SQLException {
        execute("delete from replica where url = ?", url);
        replicas.stay();
        replica.stop(0);
    }

    @Test
    void is_told_again_until_it_has_taken_it() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 2);
        HeldRollback rollback = rollback(shop);
        try (Connection other = database.getConnection()) {
            // It cannot be settled as long as somebody else changes the environment.
            lock(other, shop);
            held.add(rollback);

            await().atMost(SOON).until(() -> telling.told(rollback).replicas() == 1);

            other.rollback();
        }
        assertThat(heard).hasSize(REFUSALS + 1).containsOnly(rollback);
        await().atMost(SOON).until(() -> !held.has(rollback.id()));
    }

    @Test
    void whoever_took_it_has_it_and_is_not_told() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 2);
        HeldRollback rollback = rollback(shop, url);
        try (Connection other = database.getConnection()) {
            lock(other, shop);
            held.add(rollback);
            telling.tellAndWait();

            assertThat(telling.told(rollback).replicas()).isEqualTo(1);

            other.rollback();
        }
        assertThat(heard).isEmpty();
        await().atMost(SOON).until(() -> !held.has(rollback.id()));
    }

    @Test
    void the_sender_hears_of_those_that_have_taken_it_while_they_waited() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 2);
        refusals = 0;
        // The first message of a process waits for classes to be loaded.
        held.add(rollback(shop));
        await().atMost(SOON).until(() -> !heard.isEmpty());
        try (Connection other = database.getConnection()) {
            lock(other, shop);

            shop.act("orders.get", "rollback", Map.of())
                    .statusCode(202)
                    .body("told.replicas", equalTo(1))
                    .body("told.of", equalTo(1));

            other.rollback();
        }
        await().atMost(SOON).until(() -> shop.flag("orders.get").getBoolean("rolledBack"));
    }

    private HeldRollback rollback(TestShop shop) {
        return rollback(shop, "http://10.0.0.9:8080");
    }

    private HeldRollback rollback(TestShop shop, String takenBy) {
        return HeldRollback.of(
                RollbackOrder.route(shop.project(), "production", "orders.get", RollbackMode.ROLLBACK),
                environments.scope(shop.project(), "production"),
                Actor.user("ana"),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                takenBy);
    }

    private static void lock(Connection connection, TestShop shop) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "select 1 from environment where project_key = ? for update", shop.project());
    }

    private void execute(String sql, String argument) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, sql, argument);
        }
    }

    private static void execute(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.execute();
        }
    }
}
