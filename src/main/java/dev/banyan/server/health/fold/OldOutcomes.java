package dev.banyan.server.health.fold;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.health.figures.LatencyPairs;
import dev.banyan.server.health.figures.OutcomeCell;
import dev.banyan.server.health.figures.OutcomeCellBuilder;
import dev.banyan.server.health.figures.OutcomeSum;
import dev.banyan.server.health.figures.RouteFigures;
import dev.banyan.server.health.figures.RouteFiguresBuilder;
import dev.banyan.server.health.figures.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Takes out what replicas of an older release insert, in an upgrade; of one environment at a time, and of whichever, so that none waits for another. */
final class OldOutcomes {
    private static final Logger LOG = Logger.getLogger(OldOutcomes.class);

    private static final String ROWS = """
        delete from outcome where ctid = any (array (select ctid from outcome
          where environment_id = (select environment_id from outcome order by random() limit 1) limit 20000))
        returning environment_id, route_key, at, stage, side, operation, calls, errors, latency\
        """;

    private static final String MISSING_KEYS = """
        delete from missing_key where ctid = any (array (select ctid from missing_key
          where environment_id = (select environment_id from missing_key order by random() limit 1) limit 20000))
        returning environment_id, route_key, at, count\
        """;

    private interface Row {
        RouteFigures figures(ResultSet row) throws SQLException;
    }

    private OldOutcomes() {}

    static OutcomeSum take(Connection connection) throws SQLException {
        OutcomeSum sum = new OutcomeSum();
        take(connection, ROWS, sum, OldOutcomes::outcome);
        take(connection, MISSING_KEYS, sum, OldOutcomes::missingKeys);
        return sum;
    }

    private static void take(Connection connection, String sql, OutcomeSum sum, Row each) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                add(sum, rows, each);
            }
        }
    }

    private static void add(OutcomeSum sum, ResultSet row, Row each) throws SQLException {
        try {
            Window window = new Window(at(row), Duration.ZERO);
            sum.add(row.getLong("environment_id"), window, Map.of(row.getString("route_key"), each.figures(row)));
        } catch (RuntimeException unreadable) {
            LOG.errorf(
                    unreadable,
                    "An outcome of environment %d cannot be read and is dropped",
                    row.getLong("environment_id"));
        }
    }

    private static RouteFigures outcome(ResultSet row) throws SQLException {
        Side side = "new".equals(row.getString("side")) ? Side.NEW : Side.LEGACY;
        OutcomeCell cell = OutcomeCellBuilder.builder()
                .stage(Stage.parse(row.getString("stage")))
                .side(side)
                .operation(row.getString("operation"))
                .calls(row.getLong("calls"))
                .errors(Math.min(row.getLong("calls"), row.getLong("errors")))
                .errorKinds(null)
                .latency(latency(row.getString("latency")))
                .build();
        return RouteFigures.of(List.of(cell));
    }

    private static RouteFigures missingKeys(ResultSet row) throws SQLException {
        return RouteFiguresBuilder.builder()
                .cells(null)
                .pairs(null)
                .compared(0)
                .mismatched(0)
                .breakerOpenings(0)
                .events(null)
                .missingKeys(row.getLong("count"))
                .learning(0)
                .build();
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getTimestamp("at").toInstant();
    }

    private static long[][] latency(String json) {
        return LatencyPairs.of(Arrays.stream(RulesetJson.read(json, long[][].class))
                .map(pair -> List.of(pair[0], pair[1]))
                .toList());
    }
}
