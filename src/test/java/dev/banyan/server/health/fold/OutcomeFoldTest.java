package dev.banyan.server.health.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each outcome is added once and told once, whoever dies meanwhile. */
@BanyanTest
class OutcomeFoldTest {
    private static final Kept KEPT = new Kept(Duration.ofHours(1), Duration.ofDays(8));

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    OutcomeFold fold;

    @Inject
    FoldWitness witness;

    @Inject
    DataSource database;

    @BeforeEach
    void observers_may_write() throws SQLException {
        witness.write();
    }

    @Test
    void two_folders_at_once_take_each_batch_once() throws Exception {
        TestShop shop = TestShop.open().route("orders.get", 4);
        List<TestService> services = IntStream.range(0, 4)
                .mapToObj(i -> TestService.of(shop, "i" + i, "shop"))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Object> folder = () -> {
            for (int i = 0; i < 40; i++) {
                fold.fold();
            }
            return null;
        };
        var folders = List.of(threads.submit(folder), threads.submit(folder));
        for (int batch = 0; batch < 20; batch++) {
            services.forEach(service -> service.calls("orders.get", 3));
        }
        for (var running : folders) {
            running.get();
        }
        threads.shutdown();
        long environment = environment(shop);

        await().atMost(SOON).until(() -> counted(environment) == 240);
        assertThat(waiting(environment)).isZero();
        assertThat(sum("told", environment)).isEqualTo(240);
    }

    @Test
    void a_fold_that_dies_in_between_has_not_happened() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 4);
        long environment = environment(shop);
        witness.failOnce(environment, FoldWitness.Fault.KILL);

        TestService.of(shop, "one", "shop").calls("orders.get", 7);

        await().atMost(SOON).until(() -> counted(environment) == 7);
        assertThat(witness.toldOf(environment)).hasSize(2);
        assertThat(sum("told", environment)).isEqualTo(7);
    }

    @Test
    void an_observer_that_throws_once_is_told_again() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 4);
        long environment = environment(shop);
        witness.failOnce(environment, FoldWitness.Fault.BAD_STATEMENT);

        TestService.of(shop, "one", "shop").calls("orders.get", 7);

        await().atMost(SOON).until(() -> counted(environment) == 7);
        assertThat(sum("told", environment)).isEqualTo(7);
        assertThat(untold(environment)).isZero();
    }

    @Test
    void an_observer_that_throws_for_one_environment_hears_of_all_others_and_that_one_counts_as_unseen()
            throws SQLException {
        for (FoldWitness.Fault fault : List.of(FoldWitness.Fault.THROW, FoldWitness.Fault.BAD_STATEMENT)) {
            TestShop shop = TestShop.open().route("orders.get", 4);
            TestShop other = TestShop.open().route("orders.get", 4);
            long environment = environment(shop);
            TestService service = TestService.of(shop, "one", "shop");
            TestService another = TestService.of(other, "one", "shop");
            witness.failAlways(environment, fault);

            service.calls("orders.get", 7);
            another.calls("orders.get", 3);
            await().atMost(SOON).until(() -> counted(environment) == 7);
            await().atMost(SOON).until(() -> sum("told", environment(other)) == 3);
            assertThat(sum("told", environment)).isZero();
            assertThat(untold(environment)).isEqualTo(1);

            witness.works();
            service.calls("orders.get", 5);
            await().atMost(SOON).until(() -> counted(environment) == 12);
            assertThat(sum("told", environment)).isEqualTo(5);
            assertThat(untold(environment)).isZero();
        }
    }

    /** All in one transaction that nobody else sees, and that holds the lock of the fold. */
    @Test
    void an_environment_that_sends_much_is_taken_in_parts_and_the_others_with_each() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select pg_advisory_xact_lock(" + AdvisoryLock.OUTCOMES_ARE_FOLDED.number() + ")");
            execute(connection, "delete from outcome_inbox");
            for (int day = 0; day < 4; day++) {
                waits(connection, 1, day, 500);
            }
            waits(connection, 2, 0, 1);

            WaitingOutcomes first = WaitingOutcomes.take(connection, FoldPart.allBut(Set.of(), 0));
            FoldPart.remove(connection, first.taken());
            waits(connection, 2, 0, 1);
            WaitingOutcomes second = WaitingOutcomes.take(connection, FoldPart.allBut(Set.of(), first.last()));

            assertThat(first.taken()).hasSize(2);
            assertThat(first.more()).isTrue();
            assertThat(second.taken()).hasSize(2);
            assertThat(WaitingOutcomes.take(connection, FoldPart.allBut(Set.of(1L), 0))
                            .taken())
                    .hasSize(1);
            connection.rollback();
        }
    }

    private static void waits(Connection connection, long environment, int daysAgo, int routes) throws SQLException {
        String figures = IntStream.range(0, routes)
                .mapToObj(route -> "\"r" + route + "\":{\"missingKeys\":1000}")
                .collect(Collectors.joining(",", "{\"routes\":{", "}}"));
        execute(
                connection,
                "insert into outcome_inbox (environment_id, ended_at, millis, figures) values (" + environment
                        + ", clock_timestamp() - interval '" + daysAgo + " days', 600000, '" + figures + "')");
    }

    private long untold(long environment) throws SQLException {
        return number("select count(*) from outcome_untold where environment_id = " + environment);
    }

    @Test
    void what_a_replica_of_an_older_release_inserts_counts_too() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 4);
        long environment = environment(shop);
        execute("insert into outcome (environment_id, route_key, at, stage, side, operation, calls, errors, latency)"
                + " values ("
                + environment
                + ", 'orders.get', clock_timestamp(), 'live', 'new', 'read', 9, 2, '[[113,5],[112,4]]')");
        execute("insert into missing_key (environment_id, route_key, at, count) values (" + environment
                + ", 'orders.get', clock_timestamp(), 3)");

        await().atMost(SOON).until(() -> counted(environment) == 9);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shop.editor()
                                .request()
                                .get(shop.routePath("orders.get") + "/health")
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .getLong("missingKeys"))
                        .isEqualTo(3));
    }

    @Test
    void what_is_too_old_goes_and_the_rest_stays() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 4);
        long environment = environment(shop);
        for (Resolution grain : Resolution.values()) {
            put(grain, environment, KEPT.of(grain).plusMinutes(1));
            put(grain, environment, KEPT.of(grain).minusMinutes(1));
        }

        while (fold.forget()) {}

        for (Resolution grain : Resolution.values()) {
            for (String table : List.of(grain.table(), grain.totals())) {
                assertThat(number("select count(*) from " + table + " where environment_id = " + environment))
                        .isEqualTo(1);
            }
        }
    }

    private void put(Resolution grain, long environment, Duration ago) throws SQLException {
        String at = "clock_timestamp() - make_interval(secs => " + ago.toSeconds() + ")";
        execute("insert into " + grain.table() + " values (" + environment + ", 'orders.get', " + at
                + ", 1, 1, 0, 0, 0, 0, 0, 0" + (grain == Resolution.DAY ? ")" : ", '{}')"));
        execute("insert into " + grain.totals() + " values (" + environment + ", " + at + ", '{}')");
    }

    private long counted(long environment) throws SQLException {
        return number("select coalesce(sum(legacy_calls + new_calls), 0) from outcome_hour where environment_id = "
                + environment);
    }

    private long waiting(long environment) throws SQLException {
        return number("select count(*) from outcome_inbox where environment_id = " + environment);
    }

    private long sum(String table, long environment) throws SQLException {
        return number("select coalesce(sum(calls), 0) from " + table + " where environment_id = " + environment);
    }

    private long environment(TestShop shop) throws SQLException {
        return number("select id from environment where project_key = '" + shop.project() + "'");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
