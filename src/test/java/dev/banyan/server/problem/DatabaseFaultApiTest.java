package dev.banyan.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each error is raised by PostgreSQL itself, in the middle of the transaction of the change. */
@BanyanTest
class DatabaseFaultApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    DataSource database;

    private TestShop shop;

    @BeforeEach
    void openShop() throws SQLException {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        // Without the database a rollback is checked against what this replica serves.
        String key = shop.sdkKey();
        await().atMost(SOON).until(() -> served(key).contains("orders.get"));
        run("""
                create table test_fault (environment bigint primary key, state text not null);
                create function test_fault() returns trigger language plpgsql as $$
                declare wanted text := (select state from test_fault where environment = new.environment_id);
                begin
                  if wanted is not null then
                    raise exception 'what PostgreSQL says of %', wanted using errcode = wanted;
                  end if;
                  return new;
                end $$;
                create trigger test_fault before insert on change for each row execute function test_fault()""");
    }

    /** This replica knows of somebody new, and of what they may, within a few seconds. */
    private void untilTheSenderIsKnown() throws SQLException {
        raise("57P03");
        await().atMost(SOON).until(() -> rollBack() == 202);
    }

    @AfterEach
    void removeFaults() throws SQLException {
        run("drop trigger test_fault on change; drop function test_fault(); drop table test_fault");
    }

    @Test
    void no_error_of_the_database_forbids_a_rollback_and_each_is_told_for_what_it_is() throws SQLException {
        untilTheSenderIsKnown();
        SoftAssertions all = new SoftAssertions();
        String version = shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/flag")
                .header("ETag");
        for (DatabaseFault fault : DatabaseFault.values()) {
            for (String state : fault.states()) {
                raise(state);
                Response forward = shop.editor()
                        .request()
                        .contentType("application/json")
                        .header("If-Match", version)
                        .body(Map.of("percentage", 60))
                        .patch(shop.routePath("orders.get") + "/flag");
                all.assertThat(forward.statusCode())
                        .as("forward, %s", state)
                        .isEqualTo(fault == DatabaseFault.OURS ? 500 : 503);
                all.assertThat(forward.header("Retry-After") != null)
                        .as("%s passes", state)
                        .isEqualTo(fault != DatabaseFault.OURS);
                all.assertThat(forward.asString()).doesNotContain("what PostgreSQL says");
                all.assertThat(rollBack()).as("back, %s", state).isEqualTo(202);
            }
        }
        all.assertAll();

        run("delete from test_fault");
        await().atMost(SOON).until(() -> shop.flag("orders.get").getBoolean("rolledBack"));
    }

    @Test
    void a_mistake_of_ours_keeps_nobody_from_going_back_and_a_refusal_stays_one() throws SQLException {
        untilTheSenderIsKnown();
        raise("23514");
        assertThat(rollBack()).isEqualTo(202);
        assertThat(shop.act("orders.lost", "rollback", Map.of()).extract().statusCode())
                .isEqualTo(404);

        // A text that cannot be stored could never be recorded.
        raise("22021");
        assertThat(shop.act("orders.get", "isolate", Map.of()).extract().statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    /** The one before it in the queue gives up after four seconds, so that it waits for the place in the queue first and for the row then. */
    @Test
    void a_rollback_waits_no_longer_than_documented_wherever_it_stands_in_the_queue() throws Exception {
        try (Connection holder = database.getConnection();
                Connection first = database.getConnection()) {
            holder.setAutoCommit(false);
            lock(holder);
            Thread queue = new Thread(() -> waitInVain(first));
            queue.start();
            await().atMost(SOON).until(this::somebodyWaits);
            long start = System.nanoTime();

            assertThat(rollBack()).isEqualTo(202);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(7_500));
            queue.join();
            holder.rollback();
        }
        await().atMost(SOON).until(() -> shop.flag("orders.get").getBoolean("rolledBack"));
    }

    private void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 from environment where project_key = '" + shop.project() + "' for update");
        }
    }

    private void waitInVain(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '4s'");
            assertThatThrownBy(() -> lock(connection)).isInstanceOf(SQLException.class);
            statement.execute("set lock_timeout = '5s'");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private boolean somebodyWaits() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%"
                                + shop.project() + "%'")) {
            return waiting.next();
        }
    }

    private int rollBack() {
        return shop.act("orders.get", "rollback", Map.of()).extract().statusCode();
    }

    private static String served(String key) {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot").asString();
    }

    private void raise(String state) throws SQLException {
        run("insert into test_fault select id, '" + state + "' from environment where project_key = '" + shop.project()
                + "' on conflict (environment) do update set state = excluded.state");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
