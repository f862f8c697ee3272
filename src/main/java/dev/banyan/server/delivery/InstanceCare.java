package dev.banyan.server.delivery;

import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Keeps the signs of life of connected instances fresh, and the records small. */
@ApplicationScoped
class InstanceCare {
    private static final Logger LOG = Logger.getLogger(InstanceCare.class);

    private final DataSource database;
    private final Replica replica;

    InstanceCare(DataSource database, Replica replica) {
        this.database = database;
        this.replica = replica;
    }

    /** One statement for all streams of this replica. */
    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void seen() {
        execute("update instance set last_seen = clock_timestamp() where starts_with(connected_to, ?)", replica.id());
    }

    /** An instance that was not seen for a day will not come back under this id; a week of acknowledgements is proof enough. */
    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        execute("delete from applied where at < clock_timestamp() - cast(? as interval)", "7 days");
        execute("delete from instance where last_seen < clock_timestamp() - cast(? as interval)", "1 day");
    }

    private void execute(String sql, String argument) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.executeUpdate();
        } catch (SQLException unavailable) {
            LOG.debugf("Not now: %s", unavailable.getMessage());
        }
    }
}
