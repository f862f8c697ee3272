package dev.banyan.server.health;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.problem.DatabaseGone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Adds what has come in to the rollups, and tells of it, in one transaction of one replica at a time: what is taken out of the inbox is
 * added and told exactly once, whatever dies meanwhile.
 */
@ApplicationScoped
class OutcomeFold {
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(" + AdvisoryLock.OUTCOMES_ARE_FOLDED.number() + ")";

    private static final Logger LOG = Logger.getLogger(OutcomeFold.class);

    private final DataSource database;
    private final Event<OutcomesFolded> folded;
    private final Kept kept;

    OutcomeFold(DataSource database, Event<OutcomesFolded> folded, HealthConfig config) {
        this.database = database;
        this.folded = folded;
        this.kept = Kept.by(config);
    }

    /** Returns whether there may be more to do at once: something was found, or somebody else is at it. */
    boolean fold() {
        try {
            return QuarkusTransaction.requiringNew().call(() -> fold(true));
        } catch (RuntimeException failed) {
            ObserverFailed byObserver = ObserverFailed.behind(failed);
            if (byObserver == null || DatabaseGone.orBusyBehind(failed).isPresent()) {
                throw failed;
            }
            LOG.error("Outcomes are kept, but not everybody who wanted to hear of them could", byObserver.getCause());
            return QuarkusTransaction.requiringNew().call(() -> fold(false));
        }
    }

    /** Deletes a few rows that are too old; returns whether there may be more. */
    boolean forget() {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean more = false;
            try (Connection connection = database.getConnection()) {
                for (Grain grain : locked(connection) ? Grain.values() : new Grain[0]) {
                    more |= Rollups.forget(connection, kept.of(grain), grain.table());
                    more |= Rollups.forget(connection, kept.of(grain), grain.totals());
                }
            }
            return more;
        });
    }

    private boolean fold(boolean telling) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!locked(connection)) {
                return true;
            }
            OutcomeSum sum = WaitingOutcomes.take(connection);
            if (sum.isEmpty()) {
                return false;
            }
            Instant now = Rollups.now(connection);
            for (Grain grain : Grain.values()) {
                add(connection, grain, sum.by(grain, kept.of(grain), now));
            }
            if (telling) {
                tell(new OutcomesFolded(now, sum.blocks()));
            }
            return true;
        }
    }

    private static void add(Connection connection, Grain grain, Map<OutcomeSum.Place, RouteFigures> sums)
            throws SQLException {
        if (grain == Grain.DAY) {
            DaySums.add(connection, sums);
        } else {
            Rollups.add(connection, grain, sums);
        }
        Totals.add(connection, grain, OutcomeSum.together(sums));
    }

    /** What an observer throws may have spoilt the transaction, so that nothing of it can be saved. */
    private void tell(OutcomesFolded event) {
        try {
            folded.fire(event);
        } catch (RuntimeException failed) {
            throw new ObserverFailed(failed);
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(LOCK)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static final class ObserverFailed extends RuntimeException {
        ObserverFailed(RuntimeException cause) {
            super(cause);
        }

        static ObserverFailed behind(Throwable failed) {
            Throwable cause = failed;
            while (cause != null && !(cause instanceof ObserverFailed)) {
                cause = cause.getCause();
            }
            return (ObserverFailed) cause;
        }
    }
}
