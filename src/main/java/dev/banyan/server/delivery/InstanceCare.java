package dev.banyan.server.delivery;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Keeps the signs of life of connected instances fresh, and the records small. */
@ApplicationScoped
class InstanceCare {
    private static final String SEEN = """
            with here as (select i.environment_id, i.id from instance i join unnest(?::text[]) x (stream) on i.connected_to = x.stream
              for update of i skip locked)
            update instance i set last_seen = clock_timestamp() from here
            where i.environment_id = here.environment_id and i.id = here.id""";

    private final Recurring recurring = new Recurring(Logger.getLogger(InstanceCare.class));

    private final DeliveryDatabase database;
    private final Streams streams;
    private final DeliveryConfig config;

    InstanceCare(DeliveryDatabase database, Streams streams, DeliveryConfig config) {
        this.database = database;
        this.streams = streams;
        this.config = config;
    }

    /**
     * One statement for all streams of this replica, as they are here: whoever has none any more is not kept alive by what was written down
     * before. Those that are locked are being written at this moment, which is a sign of life as well.
     */
    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void seen() {
        recurring.attempt(
                "Keeping instances",
                () -> execute(
                        SEEN,
                        connection ->
                                connection.createArrayOf("text", streams.names().toArray())));
    }

    @Scheduled(
            every = "${banyan.delivery.forget-interval:10m}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt("Forgetting instances", () -> {
            execute(
                    "delete from applied where at < clock_timestamp() - make_interval(secs => ?)",
                    connection -> seconds(config.acknowledgementsKept()));
            execute(
                    "delete from instance where last_seen < clock_timestamp() - make_interval(secs => ?)",
                    connection -> seconds(config.instancesKept()));
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private interface Argument {
        Object in(Connection connection) throws SQLException;
    }

    private void execute(String sql, Argument argument) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, argument.in(connection));
            statement.executeUpdate();
        }
    }
}
