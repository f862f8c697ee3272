package dev.banyan.server.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a connection may take for what. A request that is being worked for is not its business: a stream lives for minutes, and a body has a
 * deadline of its own.
 *
 * @param head for the headers of a request
 * @param silence after an answer
 * @param reading before it counts how fast the client reads
 * @param readingRate bytes in a second, from then on
 */
record Patience(Duration head, Duration silence, Duration reading, long readingRate) {

    Optional<Reason> endsWith(OpenConnection connection, long now) {
        if (connection.isAtWork()) {
            return Optional.empty();
        }
        if (!connection.hasRequested()) {
            return when(now - connection.openedAt(), head, Reason.HEAD);
        }
        // What comes on a shared connection between two requests may be anything.
        boolean headComes = connection.state() == OpenConnection.State.ASKED && !connection.isShared();
        return headComes
                ? when(now - connection.since(), head, Reason.HEAD)
                : when(now - connection.since(), silence, Reason.SILENT);
    }

    /** @param bytes that it was given to read since then */
    boolean endsWithUnread(long nanos, long bytes) {
        return nanos
                > reading.toNanos() + Duration.ofSeconds(bytes / readingRate).toNanos();
    }

    private static Optional<Reason> when(long nanos, Duration most, Reason reason) {
        return nanos > most.toNanos() ? Optional.of(reason) : Optional.empty();
    }
}
