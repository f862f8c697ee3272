package dev.banyan.server.health.inbox;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.environment.RulesetJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Takes comparisons as they come. Many instances would wait for each other if each updated the counts itself. */
final class ComparisonInbox {
    private static final String INSERT = """
        insert into comparison_inbox
          (environment_id, route_key, at, compared, mismatched, failed, dropped, late, controls, learning, paths, samples)
        values (?, ?, clock_timestamp() - make_interval(secs => ?), ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))\
        """;

    private ComparisonInbox() {}

    /** Within the transaction that takes the batch. */
    static void insert(
            Connection connection, long environmentId, Ruleset rules, Duration age, List<ComparisonRequest> comparisons)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(INSERT)) {
            for (ComparisonRequest each : comparisons) {
                if (rules.route(each.route()) != null) {
                    bind(row, environmentId, age, each);
                    row.addBatch();
                }
            }
            row.executeBatch();
        }
    }

    private static void bind(PreparedStatement row, long environmentId, Duration age, ComparisonRequest each)
            throws SQLException {
        row.setLong(1, environmentId);
        row.setString(2, each.route());
        row.setDouble(3, TelemetryInbox.seconds(age));
        row.setLong(4, each.compared());
        row.setLong(5, each.mismatched());
        row.setLong(6, each.failed());
        row.setLong(7, each.dropped());
        row.setLong(8, each.late());
        row.setLong(9, each.controls());
        row.setLong(10, each.learning());
        row.setString(11, RulesetJson.write(each.paths()));
        row.setString(12, RulesetJson.write(each.samples()));
    }
}
