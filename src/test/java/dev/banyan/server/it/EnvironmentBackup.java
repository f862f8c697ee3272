package dev.banyan.server.it;

import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a backup of the whole database holds of one shop. There can be one at a time. */
record EnvironmentBackup(TestPostgres database, TestShop shop) {

    static EnvironmentBackup take(TestPostgres database, TestShop shop) throws SQLException {
        EnvironmentBackup backup = new EnvironmentBackup(database, shop);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("flag", "published")) {
                statement.execute("create table backup_" + table + " as select * from " + table + " where "
                        + backup.ofEnvironment());
            }
            statement.execute(
                    "create table backup_environment as select revision from environment where project_key = '"
                            + shop.project() + "'");
        }
        return backup;
    }

    void restore() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : List.of("flag", "published")) {
                statement.execute("delete from " + table + " where " + ofEnvironment());
                statement.execute("insert into " + table + " overriding system value select * from backup_" + table);
            }
            for (String table : List.of("change_item", "change")) {
                statement.execute("delete from " + table + " where " + ofEnvironment()
                        + " and revision > (select revision from backup_environment)");
            }
            statement.execute("update environment set revision = (select revision from backup_environment)"
                    + " where project_key = '" + shop.project() + "'");
            connection.commit();
        }
    }

    private String ofEnvironment() {
        return "environment_id = (select id from environment where project_key = '" + shop.project() + "')";
    }
}
