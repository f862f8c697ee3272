package dev.banyan.server.report;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes what instances say about themselves. When ten thousand of them come back at once, what they say is mostly what they said
 * before: it costs a look, and nothing is written.
 */
@ApplicationScoped
class ReportInbox {
    private final Recurring recurring = new Recurring(Logger.getLogger(ReportInbox.class));

    private static final long TIDYING = AdvisoryLock.REPORTS_ARE_TIDIED.number();

    private static final String SAID_BEFORE =
            "select 1 from instance_report where environment_id = ? and instance_id = ? and hash = ?";

    private final DataSource database;

    ReportInbox(DataSource database) {
        this.database = database;
    }

    /** The instance itself must be known already. */
    void take(long environmentId, ReportedState state) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (saidBefore(connection, environmentId, state)) {
                return;
            }
            connection.setAutoCommit(false);
            execute(connection, "select pg_advisory_xact_lock_shared(" + TIDYING + ")");
            new ReportStatements(connection, environmentId).write(state);
            connection.commit();
        }
    }

    private static boolean saidBefore(Connection connection, long environmentId, ReportedState state)
            throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(SAID_BEFORE)) {
            look.setLong(1, environmentId);
            look.setString(2, state.instance().id());
            look.setString(3, state.hash());
            return look.executeQuery().next();
        }
    }

    /**
     * Declarations that no instance stands for any more. Without the lock, a report that is being written could count on a set that goes
     * at that moment.
     */
    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void tidyUp() {
        recurring.attempt("Forgetting declarations", this::forgetDeclarations);
    }

    private void forgetDeclarations() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select pg_advisory_xact_lock(" + TIDYING + ")");
            execute(connection, """
                    delete from declaration d where not exists (select 1 from instance_report r
                      where r.environment_id = d.environment_id and r.declared = d.declared)""");
            connection.commit();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
