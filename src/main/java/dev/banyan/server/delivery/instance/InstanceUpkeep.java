package dev.banyan.server.delivery.instance;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.DeliveryDatabase;
import dev.banyan.server.delivery.stream.Stream;
import dev.banyan.server.delivery.stream.Streams;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Keeps the signs of life of connected instances fresh, and the records small. */
@ApplicationScoped
class InstanceUpkeep {
    /** Whoever opened a stream in an instance's name and ended it has ended nothing else: the instance has the one that is still open here. */
    private static final String SEEN = """
            with here as (select i.environment_id, i.id, x.stream
              from instance i join unnest(?::bigint[], ?::text[], ?::text[]) x (environment_id, id, stream)
                on i.environment_id = x.environment_id and i.id = x.id and coalesce(i.connected_to, x.stream) = x.stream
              for update of i skip locked)
            update instance i set last_seen = clock_timestamp(), connected_to = here.stream from here
            where i.environment_id = here.environment_id and i.id = here.id""";

    private final Recurring recurring = new Recurring(Logger.getLogger(InstanceUpkeep.class));

    private final DeliveryDatabase database;
    private final Streams streams;
    private final DeliveryConfig config;

    InstanceUpkeep(DeliveryDatabase database, Streams streams, DeliveryConfig config) {
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
        List<Stream> open = streams.open();
        recurring.attempt(
                "Keeping instances",
                () -> execute(
                        SEEN,
                        array("bigint", open, stream -> stream.key.environmentId()),
                        array("text", open, stream -> stream.instance.id()),
                        array("text", open, stream -> stream.name)));
    }

    @Scheduled(
            every = "${banyan.delivery.forget-interval}",
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

    private static Argument array(String type, List<Stream> streams, Function<Stream, Object> value) {
        return connection ->
                connection.createArrayOf(type, streams.stream().map(value).toArray());
    }

    private interface Argument {
        Object in(Connection connection) throws SQLException;
    }

    private void execute(String sql, Argument... arguments) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i].in(connection));
            }
            statement.executeUpdate();
        }
    }
}
