package dev.banyan.server.guard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever one SDK key sends, the guards of all other projects see and act; and a guard that does not see says so. */
@BanyanTest
class OneKeyApiTest {
    private static final String ROUTE = "orders.get";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TRILLION = """
        {"route":"orders.get","stage":"off","side":"legacy","operation":"read","calls":1000000000000,"errors":0,"latency":[]}\
        """;

    @Inject
    DataSource database;

    @Inject
    Environments environments;

    @Inject
    BlindnessWatch watch;

    private TestShop attacked;

    @BeforeEach
    void open() {
        attacked = shop();
    }

    private static TestShop shop() {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 25)).statusCode(200);
        return shop;
    }

    private void assertAnotherGuardRollsBack() {
        TestShop other = shop();
        assertThat(new GuardedService(other).sends(1_500, 3, 500, 375).decided().getString("outcome"))
                .isEqualTo("rolled-back");
    }

    @Test
    void counts_that_nobody_can_have_made_are_refused() {
        TestService service = TestService.of(attacked, "one", "shop");
        String outcomes = String.join(",", Collections.nCopies(15_000, TRILLION));

        service.sends(1, 0, 1_000, "\"outcomes\":[" + outcomes + "]")
                .statusCode(422)
                .body("field", equalTo("outcomes[0].calls"))
                .body("remedy", startsWith("Send each count once"));
    }

    /** As a release took it that had no bounds. Together they are more than a column can hold; then what cannot be read at all. */
    @Test
    void what_an_earlier_release_took_in_holds_up_nobody_and_is_set_aside_where_it_cannot_be_counted()
            throws Exception {
        long environment = scope().id();
        double before = setAside("outcomes");
        for (int i = 0; i < 4; i++) {
            waits(environment, figures(9_000_000_000_000_000_000L, 0, 1_000, 0));
            compares(environment, 9_000_000_000_000_000_000L);
        }
        waits(environment, figures(1_000_000_000_000L, 500_000_000_000L, 1_000_000_000_000L, 500_000_000_000L));
        waits(environment, "{\"routes\":{\"orders.get\":{\"cells\":[{\"stage\":\"a stage of tomorrow\"}]}}}");
        waits(environment, "{");

        assertAnotherGuardRollsBack();

        await().atMost(SOON)
                .until(() -> number("select count(*) from outcome_inbox where environment_id = " + environment) == 0);
        await().atMost(SOON)
                .until(() ->
                        number("select count(*) from comparison_inbox where environment_id = " + environment) == 0);
        assertThat(number("select sum(legacy_calls) from outcome_day where environment_id = " + environment))
                .isEqualTo(1_000_000_000_000_000L);
        assertThat(number("select compared from comparison where environment_id = " + environment))
                .isEqualTo(1_000_000_000_000_000L);
        assertThat(number("select count(*) from set_aside where environment_id = " + environment))
                .isEqualTo(2);
        assertThat(setAside("outcomes")).isEqualTo(before + 2);
        assertThat(notices()).containsOnlyOnce("measurements-set-aside");
        attacked.editor()
                .request()
                .get(attacked.routePath(ROUTE) + "/health")
                .then()
                .statusCode(200);
        attacked.editor()
                .request()
                .get(attacked.routePath(ROUTE) + "/comparison")
                .then()
                .statusCode(200);
    }

    @Test
    void a_row_of_one_environment_that_somebody_holds_delays_no_other() throws Exception {
        GuardedService service = new GuardedService(attacked).sends(100, 0, 100, 0);
        service.seen(100);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select 1 from guard_episode where environment_id = " + scope().id() + " for update");
            service.sends(100, 0, 100, 0);

            assertAnotherGuardRollsBack();

            assertThat(service.standing().getLong("callsOnNew")).isEqualTo(100);
            connection.rollback();
        }
        service.seen(200);
    }

    @Test
    void a_guard_that_does_not_see_says_so_once_and_says_when_it_is_over() throws Exception {
        GuardedService service = new GuardedService(attacked).sends(100, 0, 100, 0);
        service.seen(100);
        long lock = AdvisoryLock.OUTCOMES_ARE_FOLDED.number();
        try (Connection nobodyFolds = database.getConnection()) {
            execute(nobodyFolds, "select pg_advisory_lock(" + lock + ")");
            try {
                service.sends(100, 0, 100, 0);
                execute("update outcome_inbox set came_at = came_at - interval '11 s' where environment_id = "
                        + scope().id());
                watch.look();
                watch.look();

                assertThat(notices()).containsExactly("guard-blind");
                assertThat(service.standing().getString("blindSince")).isNotNull();
                assertThat(service.standing().getString("words"))
                        .startsWith("What services measured has not been looked at for ");
                assertThat(health().get("guard")).isEqualTo("blind");
                assertThat((String) health().get("blind")).contains(attacked.project() + "/production");
                assertThat(metric("banyan_guard_blind")).isPositive();
            } finally {
                execute(nobodyFolds, "select pg_advisory_unlock(" + lock + ")");
            }
        }
        service.seen(200);
        watch.look();

        assertThat(notices()).containsExactly("guard-sees", "guard-blind");
        assertThat(service.standing().getString("blindSince")).isNull();
        assertThat(health().getOrDefault("blind", "").toString()).doesNotContain(attacked.project());
    }

    private EnvironmentScope scope() {
        return environments.scope(attacked.project(), "production");
    }

    private static String figures(long legacyCalls, long legacyErrors, long newCalls, long newErrors) {
        return """
            {"routes":{"orders.get":{"cells":[
              {"stage":"off","side":"LEGACY","operation":"call","calls":%d,"errors":%d,"latency":[[100,%1$d]]},
              {"stage":"complete","side":"NEW","operation":"call","calls":%d,"errors":%d,"latency":[]}]}}}\
            """.formatted(legacyCalls, legacyErrors, newCalls, newErrors);
    }

    private void waits(long environment, String figures) throws SQLException {
        execute("insert into outcome_inbox (environment_id, ended_at, millis, figures) values (" + environment
                + ", clock_timestamp(), 10, '" + figures + "')");
    }

    private void compares(long environment, long compared) throws SQLException {
        execute(
                "insert into comparison_inbox (environment_id, route_key, at, compared, mismatched, failed, dropped, late,"
                        + " controls, paths, samples) values (" + environment
                        + ", 'orders.get', date_trunc('day', clock_timestamp()), "
                        + compared + ", 0, 0, 0, 0, 0, '[{\"path\":\"$.a\",\"kind\":\"type\",\"count\":" + compared
                        + ",\"control\":0}]', '[]')");
    }

    private List<String> notices() {
        return attacked.editor()
                .request()
                .get("/api/v1/projects/{p}/notices", attacked.project())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.kind");
    }

    private static Map<String, Object> health() {
        return given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("checks.find { it.name == 'guard' }.data");
    }

    private static double setAside(String kind) {
        return metric("banyan_telemetry_set_aside_total{kind=\"" + kind + "\"}");
    }

    private static double metric(String name) {
        return given().accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name.replace("\"}", "\",}") + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
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
