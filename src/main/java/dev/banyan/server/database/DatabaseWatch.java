package dev.banyan.server.database;

import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.worker.BackgroundThread;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jboss.logging.Logger;

/**
 * Brings the database into use, and looks every second whether it still can be used. At start it waits a few seconds for it; a replica
 * whose database is away starts all the same and brings it into use when it comes.
 *
 * <p>What can never work (a database of another build, a first password that is too short) ends the start. Found later it is logged,
 * told by {@link Database#reason} and tried again at leisure, while the replica serves what it has.
 */
@ApplicationScoped
class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 2;
    /** The settings of the role and of the database count for those who connect next, and the pool keeps connections for long. */
    private static final String TAKES_CHANGES = """
            select pg_is_in_recovery() as standby, current_setting('transaction_read_only')::boolean or coalesce((
              select split_part(setting, '=', 2)::boolean
              from pg_db_role_setting s, unnest(s.setconfig) as setting
              where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
                and s.setrole in (0, (select oid from pg_roles where rolname = session_user))
                and setting like 'default_transaction_read_only=%'
              order by s.setrole <> 0 desc, s.setdatabase <> 0 desc limit 1), false) as read_only""";

    private static final Duration HOPELESS_INTERVAL = Duration.ofSeconds(30);

    /** Not that of pages and API: when they have used up theirs, the database is as much there as before. */
    private final AgroalDataSource source;

    private final Flyway migrations;
    private final Database database;
    private final Event<DatabaseReady> ready;
    private final Event<DatabaseLost> lost;
    private final Event<DatabaseBack> back;
    private final BackgroundThread thread = new BackgroundThread("banyan-database");
    private boolean inUse;

    DatabaseWatch(
            @DataSource("delivery") AgroalDataSource source,
            Flyway migrations,
            Database database,
            Event<DatabaseReady> ready,
            Event<DatabaseLost> lost,
            Event<DatabaseBack> back) {
        this.source = source;
        this.migrations = migrations;
        this.database = database;
        this.ready = ready;
        this.lost = lost;
        this.back = back;
    }

    /** After those that need no database, so that what they restored from disk is there. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 100) StartupEvent event) {
        OwnDatabase.await();
        long until = System.nanoTime() + PATIENCE_AT_START.toNanos();
        while (!bringIntoUse() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(INTERVAL.toNanos() / 4);
        }
        if (!database.isThere()) {
            LOG.warnf("Starting without the database, which is tried every second: %s", reason());
        }
        thread.start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.stop();
    }

    private void run() {
        Duration pause = INTERVAL;
        while (thread.running()) {
            LockSupport.parkNanos(pause.toNanos());
            pause = thread.running() ? next() : pause;
        }
    }

    private Duration next() {
        try {
            if (!inUse) {
                return tryToBringIntoUse();
            }
            look();
        } catch (Throwable ofAnObserver) {
            // This thread must outlive whatever others make of what it tells them.
            LOG.error("What was to be done about the database failed", ofAnObserver);
        }
        return INTERVAL;
    }

    private Duration tryToBringIntoUse() {
        try {
            if (bringIntoUse()) {
                LOG.info("The database is there now");
            }
            return INTERVAL;
        } catch (RuntimeException hopeless) {
            String why = words(hopeless);
            if (!why.equals(reason())) {
                LOG.errorf("The database cannot be used, serving without it: %s", why);
            }
            database.away(why);
            return HOPELESS_INTERVAL;
        }
    }

    /** @throws RuntimeException when trying again will not help */
    private boolean bringIntoUse() {
        try {
            reach();
            migrations.migrate();
            database.there();
            ready.fire(new DatabaseReady());
            inUse = true;
            return true;
        } catch (SQLException unreachable) {
            database.away(words(unreachable));
            return false;
        } catch (RuntimeException failed) {
            // Another replica may just be at it, and hold what a migration or a first start needs.
            if (DatabaseGone.orBusyBehind(failed).isEmpty()) {
                throw failed;
            }
            database.away(words(failed));
            return false;
        }
    }

    void look() {
        try {
            reach();
            found();
        } catch (SQLException gone) {
            missed(gone);
        }
    }

    private void found() {
        Instant since = database.awaySince().orElse(null);
        database.there();
        if (since != null) {
            LOG.infof("The database is back; it was away since %s", since);
            back.fire(new DatabaseBack(since));
        }
    }

    private void missed(SQLException gone) {
        boolean first = database.isThere();
        database.away(words(gone));
        if (first && thread.running()) {
            LOG.warnf("The database cannot be used, serving from memory: %s", words(gone));
            lost.fire(new DatabaseLost(database.awaySince().orElseThrow()));
        }
    }

    /** One that answers, but takes no change, is no database for us: a standby, or one that was made read-only. */
    private void reach() throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("it does not answer", "08006");
            }
            requireChanges(connection);
        }
    }

    private static void requireChanges(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(TAKES_CHANGES)) {
            answer.next();
            if (answer.getBoolean("standby")) {
                throw new SQLException("it is a standby, which takes no changes", "25006");
            }
            if (answer.getBoolean("read_only")) {
                throw new SQLException("it is read-only, and takes no changes", "25006");
            }
        }
    }

    private String reason() {
        return database.reason().orElse("no reason given");
    }

    private static String words(Exception failure) {
        if (failure instanceof FlywayValidateException) {
            return "it was made by another build of Banyan, which this one cannot follow";
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
