package dev.banyan.bench.delivery;

import dev.banyan.harness.Postgres;
import dev.banyan.harness.RunFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Copies of the first route of a project, made in the database while no server runs: by the API ten thousand of them would take
 * minutes, and it is not their making that is measured.
 */
record Copies(Postgres postgres, String project) {
    private static final String SALT = "substr(md5(n::text), 1, 15)";
    private static final String OF_FIRST =
            " from %s one, generate_series(1, %d) n where one.%s = '" + Catalogue.route(0) + "' and %s";

    void make(int last) {
        String environment = "(select id from environment where project_key = '" + project + "')";
        List<String> statements = List.of(
                "insert into route select (jsonb_populate_record(one, jsonb_build_object('key', 'route-' || n, 'salt', "
                        + SALT + ", 'path', '/api/resource-' || n || '/{id}'))).*"
                        + OF_FIRST.formatted("route", last, "key", "one.project_key = '" + project + "'"),
                "insert into flag overriding system value select (jsonb_populate_record(one, jsonb_build_object("
                        + "'id', nextval(pg_get_serial_sequence('flag', 'id')), 'route_key', 'route-' || n))).*"
                        + OF_FIRST.formatted("flag", last, "route_key", "one.environment_id = " + environment),
                "insert into published select (jsonb_populate_record(one, jsonb_build_object('key', 'route-' || n, 'body', "
                        + body() + "))).*"
                        + OF_FIRST.formatted(
                                "published",
                                last,
                                "key",
                                "one.section = 'route' and one.environment_id = " + environment));
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("analyze");
        } catch (SQLException failed) {
            throw new RunFailure("The large environment cannot be made: " + failed.getMessage(), failed);
        }
    }

    /** The same text with the copy's own key, path and salt. */
    private static String body() {
        return "regexp_replace(replace(replace(one.body, '\"route-0\"', '\"route-' || n || '\"'), 'resource-0/',"
                + " 'resource-' || n || '/'), '\"salt\":\"[^\"]*\"', '\"salt\":\"' || " + SALT + " || '\"')";
    }
}
