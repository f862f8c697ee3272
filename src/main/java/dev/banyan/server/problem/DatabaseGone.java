package dev.banyan.server.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells "the database cannot" from a fault of ours: the one passes by itself, and callers should come again. */
public final class DatabaseGone {

    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final Set<DatabaseFault> CANNOT = Set.of(DatabaseFault.GONE, DatabaseFault.FAILING);
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

    /** The refusal to answer with if the database cannot do what it was asked, whatever that was. */
    public static Optional<Problem> behind(Throwable thrown) {
        return fault(thrown, CANNOT).map(DatabaseGone::refusal);
    }

    /** As {@link #behind}; or, with the database well, that it gave up on this one thing. */
    public static Optional<Problem> orBusyBehind(Throwable thrown) {
        return behind(thrown).or(() -> fault(thrown, Set.of(DatabaseFault.BUSY)).map(DatabaseGone::busy));
    }

    /**
     * In words for a log, if the database is there and cannot do what it was told: nobody else says so. Empty while it is simply away, of
     * which the log tells already.
     */
    public static Optional<String> failing(Throwable thrown) {
        return fault(thrown, Set.of(DatabaseFault.FAILING)).map(DatabaseFault::why);
    }

    /** Whether it says what is wrong with the request itself, so that no other way leads further: a refusal, or a text that cannot be stored. */
    public static boolean isAnswer(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            boolean unfitData = cause instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("22");
            if (unfitData || (cause instanceof Problem && orBusyBehind(cause).isEmpty())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether the database is there and knows no such user, password or database: at a start that is a wrong setting, later an outage. */
    public static boolean isLoginRefused(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        return state.startsWith("28") || state.equals("3D000");
    }

    private static Problem refusal(SQLException cause) {
        String what = DatabaseFault.of(cause) == DatabaseFault.GONE
                ? "The database cannot be reached at the moment: pages and changes wait for it."
                : "The database cannot do this at the moment: " + DatabaseFault.why(cause) + ".";
        return Problem.of(503, "unavailable", "Not available at the moment")
                .detail(what + " Services go on, they are served from memory.")
                .remedy(
                        "Roll back and isolate work all the same, for a route or a whole environment. Try anything else later.")
                .retryAfter(COME_AGAIN)
                .cause(cause)
                .build();
    }

    private static Problem busy(SQLException cause) {
        return Problem.of(503, "unavailable", "Not available at the moment")
                .detail("Another change of this has been going on for several seconds, and yours was not made.")
                .remedy("Try again in a few seconds.")
                .retryAfter(COME_AGAIN)
                .cause(cause)
                .build();
    }

    private static Optional<SQLException> fault(Throwable thrown, Set<DatabaseFault> kinds) {
        return fault(thrown, kinds, MAX_DEPTH);
    }

    /** A commit that broke off tells of the connection only in what is suppressed. */
    private static Optional<SQLException> fault(Throwable thrown, Set<DatabaseFault> kinds, int depth) {
        if (thrown == null || depth == 0) {
            return Optional.empty();
        }
        if (thrown instanceof SQLException sql && kinds.contains(DatabaseFault.of(sql))) {
            return Optional.of(sql);
        }
        return Stream.concat(Stream.ofNullable(thrown.getCause()), Stream.of(thrown.getSuppressed()))
                .flatMap(each -> fault(each, kinds, depth - 1).stream())
                .findFirst();
    }
}
