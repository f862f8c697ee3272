package dev.banyan.server.health.fold;

import dev.banyan.server.environment.Environments;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps what could not be folded, with the reason, so that somebody can look at it; the newest of each environment. Its metric is there from the start. */
@Startup
@ApplicationScoped
public class SetAside {
    static final String OUTCOMES = "outcomes";
    public static final String COMPARISONS = "comparisons";

    private static final Logger LOG = Logger.getLogger(SetAside.class);
    /** States of SQL: cardinality, data, integrity, and limits of the program. */
    private static final Set<String> OF_DATA = Set.of("21", "22", "23", "54");

    private static final int MOST_OF_ONE = 20;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CONTENT = 100_000;

    private static final String PUT = "insert into set_aside (environment_id, kind, reason, content)"
            + " select id, ?, ?, ? from environment where id = ? returning at";

    private static final String FORGET = "delete from set_aside where environment_id = ? and id <= ("
            + "select id from set_aside where environment_id = ? order by id desc offset " + MOST_OF_ONE + " limit 1)";

    private final Environments environments;
    private final MeterRegistry registry;
    private final Event<OutcomesSetAside> event;

    SetAside(Environments environments, MeterRegistry registry, Event<OutcomesSetAside> event) {
        this.environments = environments;
        this.registry = registry;
        this.event = event;
        counted(OUTCOMES, 0);
        counted(COMPARISONS, 0);
    }

    /** In the transaction that takes it out of where it waited. */
    public void put(Connection connection, String kind, long environmentId, String content, Throwable why)
            throws SQLException {
        String reason = reason(why);
        LOG.errorf(why, "A batch of %s of environment %d cannot be folded and is set aside", kind, environmentId);
        Instant at = insert(connection, kind, environmentId, content, reason);
        counted(kind, 1);
        if (at == null) {
            return;
        }
        forget(connection, environmentId);
        environments
                .byId(environmentId)
                .ifPresent(it -> event.fire(new OutcomesSetAside(it.scope(), kind, reason, at)));
    }

    /** Null when there is no such environment any more. */
    private static Instant insert(Connection connection, String kind, long environmentId, String content, String reason)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(PUT)) {
            row.setString(1, kind);
            row.setString(2, reason);
            row.setString(3, cut(content, LONGEST_CONTENT));
            row.setLong(4, environmentId);
            try (ResultSet kept = row.executeQuery()) {
                return kept.next() ? kept.getTimestamp("at").toInstant() : null;
            }
        }
    }

    private static void forget(Connection connection, long environmentId) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(FORGET)) {
            rows.setLong(1, environmentId);
            rows.setLong(2, environmentId);
            rows.executeUpdate();
        }
    }

    private void counted(String kind, int more) {
        Counter.builder("banyan.telemetry.set.aside")
                .description("Batches that could not be folded and were set aside, by kind")
                .tag("kind", kind)
                .register(registry)
                .increment(more);
    }

    /** Whether what failed lies in what was sent. What lies in the server or its database is no fault of a batch, which waits until that is mended. */
    public static boolean isToBlame(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return OF_DATA.contains(String.valueOf(sql.getSQLState()).substring(0, 2));
            }
            if (cause instanceof RollbackException || cause instanceof SystemException) {
                return false;
            }
        }
        return true;
    }

    /** The first cause says what it was. */
    static String reason(Throwable why) {
        Throwable cause = why;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return cut(words.replace('\0', ' ').strip(), LONGEST_REASON);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
