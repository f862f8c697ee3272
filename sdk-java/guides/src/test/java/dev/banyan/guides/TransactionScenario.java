package dev.banyan.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.CallerTransaction;
import dev.banyan.sdk.Migration;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.sdk.TestRuleset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both sides are tables of a real database, written by requests that have real transactions. */
@Timeout(120)
abstract class TransactionScenario {
    private static final String PUT = "orders.put";
    private static final Context ANA = Context.of("ana");

    interface Work {
        void run() throws Exception;
    }

    final JdbcDataSource database = new JdbcDataSource();
    private TestControlPlane plane;
    private Connection looking;
    Banyan banyan;
    private Migration<String, String> orders;
    private boolean newFails;

    /** Runs work in a transaction; what it throws rolls back and comes out. */
    abstract void inTransaction(Work work) throws Exception;

    /** Writes to the transaction of the thread, if there is one. */
    abstract void execute(String statement) throws Exception;

    abstract CallerTransaction hook();

    @BeforeEach
    void begin() throws Exception {
        database.setURL("jdbc:h2:mem:" + getClass().getSimpleName() + ";LOCK_TIMEOUT=2000");
        looking = database.getConnection();
        try (Statement statement = looking.createStatement()) {
            statement.execute("create table legacy_orders (id varchar primary key)");
            statement.execute("create table new_orders (id varchar primary key)");
        }
        plane = TestControlPlane.started(TestRuleset.at(1).route(6, PUT, "shadow", "live", 0, "null"));
        banyan = TestClients.of(plane).build();
        assertThat(banyan.awaitReady(Duration.ofSeconds(60))).isTrue();
        orders = banyan.<String, String>migration(PUT)
                .writes(id -> put("legacy_orders", id), id -> put("new_orders", newFails ? null : id))
                .recordKey(id -> id)
                .secondWritesAfterCommit(hook())
                .build();
    }

    @AfterEach
    void end() throws Exception {
        banyan.close();
        plane.close();
        looking.close();
    }

    @Test
    void a_commit_leaves_the_write_on_both_sides() throws Exception {
        inTransaction(() -> {
            orders.write(ANA, "o-1");
            orders.write(ANA, "o-2");
            assertThat(in("new_orders")).isEmpty();
        });
        assertThat(in("legacy_orders")).containsExactly("o-1", "o-2");
        assertThat(in("new_orders")).containsExactly("o-1", "o-2");
        assertThat(banyan.backlog(PUT).entries()).isZero();
    }

    @Test
    void a_rollback_leaves_nothing_on_either_side_and_nothing_to_repair() throws Exception {
        assertThatThrownBy(() -> inTransaction(() -> {
                    orders.write(ANA, "o-1");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(in("legacy_orders")).isEmpty();
        assertThat(in("new_orders")).isEmpty();
        assertThat(banyan.backlog(PUT).entries()).isZero();
    }

    @Test
    void a_second_write_that_fails_costs_the_caller_nothing_and_is_in_the_ledger() throws Exception {
        newFails = true;
        inTransaction(() -> orders.write(ANA, "o-1"));
        assertThat(in("legacy_orders")).containsExactly("o-1");
        assertThat(in("new_orders")).isEmpty();
        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isEqualTo(1);

        newFails = false;
        inTransaction(() -> orders.write(ANA, "o-2"));
        assertThat(in("new_orders")).containsExactly("o-2");
    }

    @Test
    void without_a_transaction_both_are_written_at_once() throws Exception {
        orders.write(ANA, "o-1");
        assertThat(in("legacy_orders")).containsExactly("o-1");
        assertThat(in("new_orders")).containsExactly("o-1");
    }

    @Test
    void where_new_answers_it_is_legacy_that_waits_for_the_commit() throws Exception {
        plane.publish(TestRuleset.at(2).route(6, PUT, "shadow", "live", 1_000_000, "null"));
        TestClients.eventually("2", () -> banyan.status().revision() == 2);
        inTransaction(() -> {
            orders.write(ANA, "o-1");
            assertThat(in("legacy_orders")).isEmpty();
        });
        assertThat(in("legacy_orders")).containsExactly("o-1");
        assertThat(in("new_orders")).containsExactly("o-1");
    }

    private String put(String table, String id) throws Exception {
        execute("insert into " + table + " values (" + (id == null ? "null" : "'" + id + "'") + ")");
        return id;
    }

    /** As another connection sees it. */
    private Set<String> in(String table) throws SQLException {
        Set<String> ids = new TreeSet<>();
        try (Statement statement = looking.createStatement();
                ResultSet rows = statement.executeQuery("select id from " + table)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
