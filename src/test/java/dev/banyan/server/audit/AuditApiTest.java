package dev.banyan.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@BanyanTest
class AuditApiTest {

    private static final Actor ANA = Actor.user("ana");

    @Inject
    AuditTrail trail;

    @Inject
    AuditVerifier verifier;

    @Inject
    AgroalDataSource database;

    private final String project = TestUsers.uniqueKey("shop");

    @Test
    void an_entry_exists_if_and_only_if_the_transaction_that_it_tells_of_does() {
        record("flag.changed", "kept");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    trail.record(ANA, project, "production", AuditAction.FLAG_CHANGED, "lost", Map.of());
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(entries()).extracting(AuditEntry::subject).containsExactly("kept");
        assertThat(verifier.verify().intact()).isTrue();
    }

    @Test
    void an_entry_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> trail.record(ANA, project, null, AuditAction.FLAG_CHANGED, "x", Map.of()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void the_chain_is_whole_and_gap_free_after_concurrent_writing_with_rollbacks() throws Exception {
        AuditVerification before = verifier.verify();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int number = i;
            writers.add(pool.submit(() -> write(number)));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        pool.shutdown();

        AuditVerification after = verifier.verify();
        assertThat(after.intact()).as("%s", after).isTrue();
        assertThat(after.entries() - before.entries()).isEqualTo(60);
    }

    private void write(int number) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                trail.record(ANA, project, null, AuditAction.FLAG_CHANGED, "route-" + number, Map.of("n", number));
                if (number % 4 == 0) {
                    throw new IllegalStateException("rolled back");
                }
            });
        } catch (IllegalStateException e) {
            assertThat(number % 4).isZero();
        }
    }

    @Test
    void the_database_refuses_to_change_or_remove_an_entry() {
        record("flag.changed", "orders.get");

        for (String statement : List.of(
                "update audit_entry set actor = 'somebody else'",
                "delete from audit_entry",
                "truncate audit_entry",
                "delete from audit_head",
                "truncate audit_head")) {
            assertThatThrownBy(() -> execute(statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void an_entry_forged_behind_the_servers_back_is_found() throws SQLException {
        record("flag.changed", "orders.get");
        assertThat(verifier.verify().intact()).isTrue();
        long sequence = entries().get(0).sequence();

        forge("update audit_entry set actor = 'somebody else' where sequence = " + sequence);
        AuditVerification verdict = verifier.verify();
        forge("update audit_entry set actor = 'ana' where sequence = " + sequence);

        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.brokenAt()).isEqualTo(sequence);
        assertThat(verifier.verify().intact()).isTrue();
    }

    @Test
    void details_come_back_as_they_were_given() {
        Map<String, Object> details = Map.of(
                "reason", "Ümläute, \"quotes\", 漢字 🙂", "percentage", 12.5, "cohorts", List.of("staff", "default"));

        QuarkusTransaction.requiringNew()
                .run(() -> trail.record(ANA, project, "production", AuditAction.FLAG_CHANGED, "orders.get", details));

        assertThat(entries().get(0).details()).isEqualTo(details);
    }

    @Test
    void members_of_a_project_read_its_trail_newest_first() {
        three_changes();

        asViewer()
                .then()
                .statusCode(200)
                .body("items.action", contains("flag.changed", "flag.rolled-back", "flag.changed"))
                .body("items.subject", contains("orders.list", "orders.get", "orders.get"));
    }

    @Test
    void filters_narrow_the_trail() {
        three_changes();

        asViewer("action", "flag.rolled-back").then().body("items.subject", contains("orders.get"));
        asViewer("environment", "staging").then().body("items", empty());
        asViewer("until", "2020-01-01T00:00:00Z").then().body("items", empty());
        asViewer("from", "2020-01-01T00:00:00Z").then().body("items", hasSize(3));
        asViewer("from", "yesterday").then().statusCode(422).body("field", equalTo("from"));
    }

    @Test
    void pages_of_the_trail_follow_each_other() {
        three_changes();

        String next = asViewer("limit", "2").path("next");

        asViewer("after", next)
                .then()
                .body("items.action", contains("flag.changed"))
                .body("next", nullValue());
    }

    private void three_changes() {
        record("flag.changed", "orders.get");
        record("flag.rolled-back", "orders.get");
        record("flag.changed", "orders.list");
    }

    /** What Ana did, as a viewer of the project sees it. */
    private Response asViewer(String... query) {
        makeProject();
        RequestSpecification request =
                TestUsers.with(Role.VIEWER, project).request().queryParam("actor", "ana");
        if (query.length == 2) {
            request.queryParam(query[0], query[1]);
        }
        return request.get("/api/v1/projects/{project}/audit", project);
    }

    /** Unless it is there. */
    private void makeProject() {
        ApiClient.administrator()
                .request()
                .body(Map.of("key", project, "name", "Shop"))
                .post("/api/v1/projects")
                .then()
                .statusCode(oneOf(201, 409));
    }

    @Test
    void strangers_see_nothing_of_it() {
        record("flag.changed", "orders.get");

        TestUsers.stranger()
                .request()
                .get("/api/v1/projects/{project}/audit", project)
                .then()
                .statusCode(404);
    }

    @Test
    void administrators_verify_the_trail_others_may_not() {
        ApiClient.administrator()
                .request()
                .get("/api/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true));
        TestUsers.stranger().request().get("/api/v1/audit/verification").then().statusCode(403);
    }

    private void record(String action, String subject) {
        QuarkusTransaction.requiringNew()
                .run(() -> trail.record(ANA, project, "production", AuditAction.of(action), subject, Map.of()));
    }

    private List<AuditEntry> entries() {
        return trail.page(project, AuditFilter.NONE, PageRequest.first()).items();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As somebody with the rights of a database superuser could. */
    private void forge(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            try {
                statement.execute(sql);
            } finally {
                statement.execute("set session_replication_role = origin");
            }
        }
    }
}
