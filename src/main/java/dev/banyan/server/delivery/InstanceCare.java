package dev.banyan.server.delivery;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import org.jboss.logging.Logger;

/** Keeps the signs of life of connected instances fresh, and the records small. */
@ApplicationScoped
class InstanceCare {
    private final Recurring recurring = new Recurring(Logger.getLogger(InstanceCare.class));

    private final DeliveryDatabase database;
    private final Replica replica;

    InstanceCare(DeliveryDatabase database, Replica replica) {
        this.database = database;
        this.replica = replica;
    }

    /** One statement for all streams of this replica. Those that are locked are being written at this moment, which is a sign of life as well. */
    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void seen() {
        execute(
                "with here as (select environment_id, id from instance where starts_with(connected_to, ?)"
                        + " for update skip locked) update instance i set last_seen = clock_timestamp() from here"
                        + " where i.environment_id = here.environment_id and i.id = here.id",
                replica.id());
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
        recurring.attempt("Keeping instances", () -> {
            try (Connection connection = database.open();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, argument);
                statement.executeUpdate();
            }
        });
    }
}
