package dev.banyan.server.health.fold;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.health.figures.HealthConfig;
import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.health.figures.OutcomeSum;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.RouteFigures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Adds a part of what has come in to the rollups, and tells of it, in one transaction of one replica at a time: what is taken out of the inbox
 * is added and told exactly once, whatever dies meanwhile.
 */
@ApplicationScoped
class FoldTransaction {
    /** A fold waits for nobody long: whoever holds a row of one environment would hold up all others. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(" + AdvisoryLock.OUTCOMES_ARE_FOLDED.number()
            + ") as locked, set_config('lock_timeout', '1s', true)";

    private final DataSource database;
    private final Event<OutcomesFolded> folded;
    private final SetAside aside;
    private final Kept kept;

    FoldTransaction(DataSource database, Event<OutcomesFolded> folded, SetAside aside, HealthConfig config) {
        this.database = database;
        this.folded = folded;
        this.aside = aside;
        this.kept = Kept.by(config);
    }

    /**
     * What came of it.
     *
     * @param more whether there may be more to do at once: something was found, or somebody else is at it
     * @param last the last environment of which something was taken; 0 for none
     */
    record Result(boolean more, long last) {
        static final Result ELSEWHERE = new Result(true, 0);
    }

    /** @throws ObserverFailed when somebody who was told threw; then nothing has happened */
    Result fold(FoldPart part) {
        return inTransaction(connection -> {
            WaitingOutcomes waiting = WaitingOutcomes.take(connection, part);
            add(connection, waiting, true);
            return new Result(!waiting.taken().isEmpty(), waiting.last());
        });
    }

    /** The same of a single batch, of which not everybody can be told: who looks at the environment has not seen it. */
    Result foldUntold(long batch, Throwable why) {
        return inTransaction(connection -> {
            WaitingOutcomes waiting = WaitingOutcomes.take(connection, FoldPart.batch(batch));
            add(connection, waiting, false);
            Untold.note(connection, waiting.last(), SetAside.reason(why));
            return Result.ELSEWHERE;
        });
    }

    Result setAside(long batch, Throwable why) {
        return inTransaction(connection -> {
            FoldPart.batch(batch).read(connection, found -> {
                aside.put(connection, SetAside.OUTCOMES, found.environmentId(), found.figures(), why);
                return true;
            });
            FoldPart.remove(connection, List.of(batch));
            return Result.ELSEWHERE;
        });
    }

    /** What replicas of an older release have inserted. */
    Result foldOld() {
        return inTransaction(connection -> {
            OutcomeSum sum = OldOutcomes.take(connection);
            add(connection, sum, true);
            return new Result(!sum.isEmpty(), 0);
        });
    }

    /** Deletes a few rows that are too old; returns whether there may be more. */
    boolean forget() {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean more = false;
            try (Connection connection = database.getConnection()) {
                for (Resolution grain : locked(connection) ? Resolution.values() : new Resolution[0]) {
                    more |= Rollups.forget(connection, kept.of(grain), grain.table());
                    more |= Rollups.forget(connection, kept.of(grain), grain.totals());
                }
            }
            return more;
        });
    }

    private void add(Connection connection, WaitingOutcomes waiting, boolean telling) throws SQLException {
        for (Map.Entry<WaitingBatch, RuntimeException> unreadable :
                waiting.unreadable().entrySet()) {
            WaitingBatch batch = unreadable.getKey();
            aside.put(connection, SetAside.OUTCOMES, batch.environmentId(), batch.figures(), unreadable.getValue());
        }
        FoldPart.remove(connection, waiting.taken());
        add(connection, waiting.sum(), telling);
    }

    private void add(Connection connection, OutcomeSum sum, boolean telling) throws SQLException {
        if (sum.isEmpty()) {
            return;
        }
        Instant now = OneColumn.time(connection);
        for (Resolution grain : Resolution.values()) {
            add(connection, grain, sum.by(grain, kept.of(grain), now));
        }
        if (telling) {
            Untold.keep(connection, tell(new OutcomesFolded(now, sum.blocks())));
        }
    }

    private static void add(Connection connection, Resolution grain, Map<OutcomeSum.Place, RouteFigures> sums)
            throws SQLException {
        if (grain == Resolution.DAY) {
            DaySums.add(connection, sums);
        } else {
            Rollups.add(connection, grain, sums);
        }
        Totals.add(connection, grain, OutcomeSum.together(sums));
    }

    /** What an observer throws may have spoilt the transaction, so that nothing of it can be saved. */
    private OutcomesFolded tell(OutcomesFolded event) {
        try {
            folded.fire(event);
            return event;
        } catch (RuntimeException failed) {
            throw new ObserverFailed(failed);
        }
    }

    private interface Work {
        Result run(Connection connection) throws SQLException;
    }

    private Result inTransaction(Work work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return locked(connection) ? work.run(connection) : Result.ELSEWHERE;
            }
        });
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(LOCK)) {
            return answer.next() && answer.getBoolean("locked");
        }
    }
}
