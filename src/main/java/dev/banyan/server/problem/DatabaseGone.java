package dev.banyan.server.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells "the database cannot be reached" from a fault of ours: the one passes by itself, and callers should come again. */
public final class DatabaseGone {

    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int MAX_DEPTH = 16;

    private DatabaseGone() {}

    /** The refusal when it is known beforehand. {@link #behind} recognises it. */
    public static Problem now() {
        return refusal(new SQLException("known to be away", "08001"));
    }

    /** The refusal to throw instead if that is what happened, otherwise what was thrown. */
    public static RuntimeException or(RuntimeException thrown) {
        return behind(thrown).map(RuntimeException.class::cast).orElse(thrown);
    }

    /** The refusal to answer with, if that is what happened. */
    public static Optional<Problem> behind(Throwable thrown) {
        return isBehind(thrown, DatabaseGone::isConnectionLost) ? Optional.of(refusal(thrown)) : Optional.empty();
    }

    private static Problem refusal(Throwable cause) {
        return Problem.of(503, "unavailable", "Not available at the moment")
                .detail(
                        "The database cannot be reached at the moment: pages and changes wait for it. Services go on, they are"
                                + " served from memory.")
                .remedy(
                        "Roll back and isolate work all the same, for a route or a whole environment. Try anything else later.")
                .retryAfter(COME_AGAIN)
                .cause(cause)
                .build();
    }

    /** As {@link #behind}; or, with the database there, that somebody else held what the caller needed for longer than we wait. */
    public static Optional<Problem> orBusyBehind(Throwable thrown) {
        return behind(thrown)
                .or(() -> isBehind(thrown, sql -> LOCK_NOT_AVAILABLE.equals(sql.getSQLState()))
                        ? Optional.of(Problem.unavailable(
                                "Another change of this has been going on for several seconds, and yours was not made.",
                                COME_AGAIN))
                        : Optional.empty());
    }

    private static boolean isBehind(Throwable thrown, Predicate<SQLException> kind) {
        return isBehind(thrown, kind, MAX_DEPTH);
    }

    /** A commit that broke off tells of the connection only in what is suppressed. */
    private static boolean isBehind(Throwable thrown, Predicate<SQLException> kind, int depth) {
        if (thrown == null || depth == 0) {
            return false;
        }
        return (thrown instanceof SQLException sql && kind.test(sql))
                || isBehind(thrown.getCause(), kind, depth - 1)
                || Stream.of(thrown.getSuppressed()).anyMatch(each -> isBehind(each, kind, depth - 1));
    }

    /**
     * Class 08: no connection. 57P: the server is shutting down or starting. 53300: it has no connection left for us. 25006: after a
     * failover we still talk to one that takes no changes.
     */
    private static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        if (state != null) {
            return state.startsWith("08") || state.startsWith("57P") || state.equals("53300") || state.equals("25006");
        }
        // The pool gives no state when all its connections stayed busy or dead for the whole waiting time.
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }
}
