package dev.banyan.server.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Tells "the database cannot be reached" from a fault of ours: the one passes by itself, and callers should come again. */
public final class DatabaseGone {

    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final int MAX_DEPTH = 16;

    private DatabaseGone() {}

    /** The refusal to answer with, if that is what happened. */
    public static Optional<Problem> behind(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof SQLException sql && isConnectionLost(sql)) {
                return Optional.of(Problem.unavailable("The database cannot be reached at the moment.", COME_AGAIN));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Class 08: no connection. 57P: the server is shutting down or starting. 53300: it has no connection left for us. */
    private static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        if (state != null) {
            return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
        }
        // The pool gives no state when all its connections stayed busy or dead for the whole waiting time.
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }
}
