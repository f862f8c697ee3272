package dev.banyan.server.health.inbox;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.health.figures.RouteFigures;
import dev.banyan.server.health.fold.OutcomeFolder;
import dev.banyan.server.health.fold.WaitingBatch;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes batches of outcomes, each once. When a batch was counted is told by the database's clock, less its age by the monotonic clock of its
 * service: clocks of services are not to be trusted.
 */
@ApplicationScoped
public class TelemetryInbox {
    private final Recurring recurring = new Recurring(Logger.getLogger(TelemetryInbox.class));

    /** No row comes back when the batch has been taken before. */
    private static final String TAKE = """
        insert into telemetry_cursor (environment_id, instance_id, sequence, at) values (?, ?, ?, clock_timestamp())
        on conflict (environment_id, instance_id) do update set sequence = excluded.sequence, at = excluded.at
        where telemetry_cursor.sequence < excluded.sequence returning sequence\
        """;

    private static final String INSERT = """
        insert into outcome_inbox (environment_id, ended_at, millis, figures)
        values (?, clock_timestamp() - make_interval(secs => ?), ?, ?)\
        """;

    /** That an instance has counted is known as long as the instance is, by the last of its lives. */
    private static final String FORGET = """
        delete from telemetry_cursor c
        using (select environment_id, instance_id, split_part(instance_id, '@', 1) as instance,
                 max(at) over (partition by environment_id, split_part(instance_id, '@', 1)) as newest
               from telemetry_cursor) as life
        where c.environment_id = life.environment_id and c.instance_id = life.instance_id
          and c.at < clock_timestamp() - make_interval(secs => ?)
          and (c.at < life.newest
            or not exists (select 1 from instance i where i.environment_id = c.environment_id and i.id = life.instance))\
        """;

    private final DataSource database;
    private final LiveRulesets rulesets;
    private final OutcomeFolder folder;
    private final DeliveryConfig delivery;

    TelemetryInbox(DataSource database, LiveRulesets rulesets, OutcomeFolder folder, DeliveryConfig delivery) {
        this.database = database;
        this.rulesets = rulesets;
        this.folder = folder;
        this.delivery = delivery;
    }

    /** @param age how long ago the batch was cut off */
    void take(long environmentId, InstanceIdentity instance, Duration age, TelemetryRequest batch) throws SQLException {
        Optional<Ruleset> rules = rulesets.of(environmentId).map(LiveRuleset::rules);
        if (rules.isEmpty()) {
            throw new SQLException("environment not loaded yet");
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (isNew(connection, environmentId, instance, batch)) {
                Map<String, RouteFigures> figures =
                        TelemetryFigures.of(batch, route -> rules.get().route(route) != null);
                insert(connection, environmentId, age, batch.millis(), figures);
                InstanceCalls.note(connection, environmentId, instance, age, rules.get(), figures);
                ComparisonInbox.insert(connection, environmentId, rules.get(), age, batch.comparisons());
            }
            connection.commit();
        }
        folder.arrived();
    }

    private static boolean isNew(
            Connection connection, long environmentId, InstanceIdentity instance, TelemetryRequest batch)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setLong(1, environmentId);
            statement.setString(2, cursor(instance));
            statement.setLong(3, batch.sequence());
            return statement.executeQuery().next();
        }
    }

    /**
     * Of one life of an instance. By its name alone anybody with a key could send a number so high that all that comes after from the instance
     * itself would be taken for a repetition.
     */
    private static String cursor(InstanceIdentity instance) {
        return instance.startedAt() == null
                ? instance.id()
                : instance.id() + '@' + instance.startedAt().toEpochMilli();
    }

    private static void insert(
            Connection connection, long environmentId, Duration age, long millis, Map<String, RouteFigures> figures)
            throws SQLException {
        if (figures.isEmpty()) {
            return;
        }
        try (PreparedStatement row = connection.prepareStatement(INSERT)) {
            row.setLong(1, environmentId);
            row.setDouble(2, seconds(age));
            row.setLong(3, Math.min(millis, Kept.LONGEST.toMillis()));
            row.setString(4, RulesetJson.write(new WaitingBatch.Figures(figures)));
            row.executeUpdate();
        }
    }

    static double seconds(Duration age) {
        return age.toMillis() / 1000.0;
    }

    @Scheduled(
            every = "${banyan.health.forget-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt("Forgetting batches", () -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(FORGET)) {
                statement.setDouble(1, seconds(delivery.instancesKept()));
                statement.executeUpdate();
            }
        });
    }
}
