package dev.banyan.server.health.comparison;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.health.fold.SetAside;
import dev.banyan.server.problem.DatabaseGone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Folds comparisons every other second into counts per minute, paths per hour and the newest samples: each environment by itself, and where
 * that fails each batch, so that what cannot be folded is set aside and holds up nobody.
 */
@ApplicationScoped
class ComparisonFold {
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(" + AdvisoryLock.COMPARISONS_ARE_FOLDED.number() + ")::int as locked";

    private static final String WAITING = "select distinct environment_id from comparison_inbox order by 1";

    /** As often as each environment is served before the others that wait for the same thread have their turn. */
    private static final int MOST_ROUNDS = 10;

    private static final int SINGLY_AT_ONCE = 100;

    private final Recurring recurring = new Recurring(Logger.getLogger(ComparisonFold.class));
    private final DataSource database;
    private final SetAside aside;

    ComparisonFold(DataSource database, SetAside aside) {
        this.database = database;
        this.aside = aside;
    }

    /** One replica at a time; the others find nothing to do. */
    @Scheduled(
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void fold() {
        recurring.attempt("Folding comparisons", () -> {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                List<Long> waiting = inTransaction(connection -> numbers(connection, WAITING, "environment_id"));
                if (waiting.isEmpty()) {
                    return;
                }
                waiting.forEach(this::fold);
            }
        });
    }

    private void fold(long environment) {
        recurring.attempt("Folding comparisons of environment " + environment, () -> {
            try {
                inTransaction(connection -> fold(connection, environment));
            } catch (RuntimeException failed) {
                if (DatabaseGone.orBusyBehind(failed).isPresent()) {
                    throw failed;
                }
                inTransaction(connection -> waiting(connection, environment)).forEach(id -> single(id, environment));
            }
        });
    }

    private static List<Long> fold(Connection connection, long environment) throws SQLException {
        List<Long> folded = numbers(
                connection, ComparisonSql.fold(ComparisonSql.OF_ENVIRONMENT), "taken", environment, environment);
        try (PreparedStatement samples = connection.prepareStatement(ComparisonSql.TOO_MANY_SAMPLES)) {
            samples.setLong(1, environment);
            samples.executeUpdate();
        }
        return folded;
    }

    private void single(long batch, long environment) {
        try {
            inTransaction(connection -> numbers(connection, ComparisonSql.fold(ComparisonSql.SINGLE), "taken", batch));
        } catch (RuntimeException failed) {
            if (DatabaseGone.orBusyBehind(failed).isPresent() || !SetAside.isToBlame(failed)) {
                throw failed;
            }
            inTransaction(connection -> setAside(connection, batch, environment, failed));
        }
    }

    private List<Long> setAside(Connection connection, long batch, long environment, RuntimeException why)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "delete from comparison_inbox where id = ? returning cast(row_to_json(comparison_inbox) as text) as content")) {
            row.setLong(1, batch);
            try (ResultSet taken = row.executeQuery()) {
                if (taken.next()) {
                    aside.put(connection, SetAside.COMPARISONS, environment, taken.getString("content"), why);
                }
            }
        }
        return List.of();
    }

    private static List<Long> waiting(Connection connection, long environment) throws SQLException {
        return numbers(
                connection,
                "select id from comparison_inbox where environment_id = ? order by id limit " + SINGLY_AT_ONCE,
                "id",
                environment);
    }

    @Scheduled(
            every = "${banyan.health.forget-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt(
                "Forgetting comparisons",
                () -> inTransaction(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate(ComparisonSql.TOO_MANY_PATHS);
                        statement.executeUpdate(
                                "delete from comparison where minute < clock_timestamp() - interval '25 hours'");
                        statement.executeUpdate(
                                "delete from comparison_path where hour < clock_timestamp() - interval '8 days'");
                        statement.executeUpdate(
                                "delete from comparison_sample where at < clock_timestamp() - interval '7 days'");
                    }
                    return List.of();
                }));
    }

    private interface Work {
        List<Long> run(Connection connection) throws SQLException;
    }

    private List<Long> inTransaction(Work work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return locked(connection) ? work.run(connection) : List.of();
            }
        });
    }

    private static boolean locked(Connection connection) throws SQLException {
        return !numbers(connection, LOCK, "locked").equals(List.of(0L));
    }

    private static List<Long> numbers(Connection connection, String sql, String column, long... parameters)
            throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(column));
                }
            }
        }
        return numbers;
    }
}
