package dev.banyan.server.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.BanyanTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Only the database decides whether it is away, not how busy we are. */
@BanyanTest
class DatabaseWatchApiTest {
    @Inject
    DataSource pool;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int connections;

    @Inject
    DatabaseWatch watch;

    @Inject
    Database database;

    @Test
    void pages_and_api_that_have_used_up_their_connections_do_not_make_the_database_away() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                taken.add(pool.getConnection());
            }

            watch.look();

            assertThat(database.isThere()).as("%s", database.reason()).isTrue();
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void a_database_that_answers_and_takes_no_changes_is_away() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            String name = statement.getConnection().getCatalog();
            statement.execute("alter database " + name + " set default_transaction_read_only = on");
            try {
                watch.look();

                assertThat(database.isThere()).isFalse();
                assertThat(database.reason())
                        .hasValueSatisfying(why -> assertThat(why).contains("read-only"));
            } finally {
                // Whoever connected meanwhile may change nothing.
                statement.execute("set default_transaction_read_only = off");
                statement.execute("alter database " + name + " reset default_transaction_read_only");
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend'"
                                + " and backend_start > now() - interval '1 minute' and pid <> pg_backend_pid()");
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            watch.look();
            return database.isThere();
        });
    }
}
