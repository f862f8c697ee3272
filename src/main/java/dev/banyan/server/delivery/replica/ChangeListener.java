package dev.banyan.server.delivery.replica;

import dev.banyan.server.database.DatabaseReady;
import dev.banyan.server.delivery.instance.InstanceLog;
import dev.banyan.server.delivery.instance.InstancesChanged;
import dev.banyan.server.delivery.kit.Announcer;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.DeliveryDatabase;
import dev.banyan.server.delivery.kit.Failures;
import dev.banyan.server.delivery.ruleset.Freshness;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.ruleset.Serving;
import dev.banyan.server.environment.ChangeNotices;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.worker.BackgroundThread;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of changes made on any replica. One thread listens to PostgreSQL's notifications and compares revisions every second as well,
 * because a notification is lost with the connection that it was meant for. When the database goes away it keeps trying; what is in memory
 * stays in service meanwhile.
 */
@ApplicationScoped
public class ChangeListener {
    private static final Logger LOG = Logger.getLogger(ChangeListener.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DeliveryDatabase database;
    private final LiveRulesets rulesets;
    private final Announcer announcer;
    private final Failures failures = new Failures(LOG, System::nanoTime);
    private final DeliveryConfig config;
    private final Freshness freshness;
    private final Echo echo = new Echo(System::nanoTime);
    private final BackgroundThread thread = new BackgroundThread("banyan-changes");

    ChangeListener(
            DeliveryDatabase database,
            LiveRulesets rulesets,
            Announcer announcer,
            DeliveryConfig config,
            Freshness freshness) {
        this.database = database;
        this.rulesets = rulesets;
        this.announcer = announcer;
        this.config = config;
        this.freshness = freshness;
    }

    /** Whether this replica hears of changes at the moment; otherwise it serves what it has. */
    public boolean connected() {
        return freshness.serving().source() == Serving.Source.LIVE;
    }

    /** Whether it hears of them at once, or only by comparing revisions. */
    Echo.State notifications() {
        return echo.state();
    }

    /** The first load happens before the replica says that it is ready. */
    void start(@Observes DatabaseReady event) {
        try (Connection connection = database.open()) {
            refreshAll(connection);
        } catch (SQLException unavailable) {
            throw new IllegalStateException("The rulesets cannot be loaded from the database", unavailable);
        }
        thread.start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.stop();
    }

    private void run() {
        while (thread.running()) {
            try (Connection connection = database.open()) {
                listen(connection);
            } catch (Throwable lost) {
                // That the database is away is said once, by others. Nothing else may end this thread either.
                if (thread.running() && DatabaseGone.behind(lost).isEmpty()) {
                    failures.say("Changes are not heard of, serving from memory", lost);
                }
            }
            if (thread.running()) {
                freshness.lost();
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + ChangeNotices.CHANNEL);
            statement.execute("listen " + InstanceLog.CHANNEL);
            statement.execute("listen " + Echo.CHANNEL);
        }
        PGConnection notifications = connection.unwrap(PGConnection.class);
        // Whatever happened before the first "listen" was granted is found by comparing revisions.
        refreshAll(connection);
        echo.begin();
        long nextPoll = System.nanoTime();
        while (thread.running()) {
            PGNotification[] heard =
                    notifications.getNotifications((int) config.pollInterval().toMillis());
            for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
                handle(connection, notification);
            }
            tryEcho();
            if (System.nanoTime() >= nextPoll) {
                refreshAll(connection);
                nextPoll = System.nanoTime()
                        + TimeUnit.MILLISECONDS.toNanos(config.pollInterval().toMillis());
            }
        }
    }

    private void refreshAll(Connection connection) throws SQLException {
        rulesets.refreshAll(connection);
        freshness.heard();
    }

    private void tryEcho() throws SQLException {
        if (echo.due()) {
            try (Connection another = database.open();
                    Statement statement = another.createStatement()) {
                statement.execute("notify " + Echo.CHANNEL);
            }
            echo.called();
        }
        if (echo.lostNow()) {
            LOG.warnf("Notifications of PostgreSQL %s", echo.state().words());
        }
    }

    private void handle(Connection connection, PGNotification notification) throws SQLException {
        if (echo.heard()) {
            LOG.info("Notifications of PostgreSQL arrive again");
        }
        if (notification.getName().equals(Echo.CHANNEL)) {
            return;
        }
        long environment = Long.parseLong(notification.getParameter().split(":", 2)[0]);
        if (notification.getName().equals(ChangeNotices.CHANNEL)) {
            rulesets.refresh(connection, environment);
        } else {
            announcer.tell(new InstancesChanged(environment));
        }
    }
}
