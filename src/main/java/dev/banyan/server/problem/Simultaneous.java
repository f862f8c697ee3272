package dev.banyan.server.problem;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells "two did the same at the same moment" from a fault of ours: both looked before either wrote, and the database let one through. */
final class Simultaneous {
    /** A key that is there by now; a row that is gone by now; and two transactions of which only one could go on. */
    private static final Set<String> STATES = Set.of("23505", "23503", "40001", "40P01");

    private static final int MAX_DEPTH = 16;

    private Simultaneous() {}

    /** The refusal to answer with, if that is what happened. */
    static Optional<Problem> behind(Throwable thrown) {
        return isBehind(thrown)
                ? Optional.of(Problem.conflict(
                        "changed-meanwhile",
                        "Somebody has changed the same at the same moment, and this request was not carried out.",
                        "Look at what is there now, and send it again if it is still needed."))
                : Optional.empty();
    }

    static boolean isBehind(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_DEPTH)
                .anyMatch(Simultaneous::is);
    }

    private static boolean is(Throwable cause) {
        return cause instanceof OptimisticLockException
                || (cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && STATES.contains(sql.getSQLState()));
    }
}
