package dev.banyan.server.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.testing.BanyanTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;

/** On the way back from an upgrade the database is one release further than the server. */
@BanyanTest
class LaterSchemaApiTest {
    private static final String APPLIED = "insert into flyway_schema_history"
            + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
            + " values (9000, '9000', 'later', 'SQL', 'V9000__later.sql', 1, 'banyan', 1, true)";

    @Inject
    Flyway migrations;

    @Inject
    DataSource database;

    @Test
    void what_a_later_release_has_migrated_is_used() throws SQLException {
        run(APPLIED);
        try {
            assertThatCode(migrations::migrate).doesNotThrowAnyException();
        } finally {
            run("delete from flyway_schema_history where version = '9000'");
        }
    }

    @Test
    void what_has_gone_another_way_is_refused() throws SQLException {
        run("update flyway_schema_history set checksum = checksum + 1 where version = '2'");
        try {
            assertThatThrownBy(migrations::migrate).isInstanceOf(FlywayValidateException.class);
        } finally {
            run("update flyway_schema_history set checksum = checksum - 1 where version = '2'");
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
