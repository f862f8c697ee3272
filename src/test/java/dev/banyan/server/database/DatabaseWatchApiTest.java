package dev.banyan.server.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.BanyanTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
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
}
