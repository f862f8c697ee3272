package dev.banyan.server.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * All connections to this server. When there are as many as can be borne, the one that is missed least makes room: one that
 * has never said anything, then one that was answered and has been silent since, then one whose request never ends. A stream is none of them: it
 * gets a sign of life every few seconds. Thread-safe.
 */
final class OpenConnections {
    /** Longer than between two signs of life on a stream. */
    private static final long SILENT = Duration.ofSeconds(15).toNanos();
    /** Longer than any request may wait for its answer. */
    private static final long ENDLESS = Duration.ofSeconds(60).toNanos();

    private final Set<OpenConnection> all = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanos;
    private volatile IntSupplier most;
    private volatile Consumer<Reason> closed = reason -> {};

    OpenConnections(LongSupplier nanos, IntSupplier most) {
        this.nanos = nanos;
        this.most = most;
    }

    void atMost(int limit) {
        IntSupplier before = most;
        most = () -> Math.min(limit, before.getAsInt());
    }

    void whenClosed(Consumer<Reason> listener) {
        closed = listener;
    }

    /** @return what has to hear of everything that happens to it */
    OpenConnection opened(Line line) {
        OpenConnection connection = new OpenConnection(nanos, line);
        all.add(connection);
        if (all.size() > most.getAsInt()) {
            close(leastMissed(connection).orElse(connection), Reason.ROOM);
        }
        return connection;
    }

    void closed(OpenConnection connection) {
        all.remove(connection);
    }

    int count() {
        return all.size();
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Those that are to stay. */
    Set<OpenConnection> all() {
        return all;
    }

    void close(OpenConnection connection, Reason reason) {
        if (!connection.isClosing()) {
            connection.close();
            closed.accept(reason);
        }
    }

    private Optional<OpenConnection> leastMissed(OpenConnection newest) {
        long now = nanos.getAsLong();
        return all.stream()
                .filter(each -> each != newest && !each.isClosing() && rank(each, now) < Integer.MAX_VALUE)
                .min(Comparator.<OpenConnection>comparingInt(each -> rank(each, now))
                        .thenComparing(each -> each.since() - now));
    }

    private static int rank(OpenConnection connection, long now) {
        long age = now - connection.since();
        return switch (connection.state()) {
            case SAID_NOTHING -> 0;
            case ANSWERED -> age >= SILENT ? 1 : Integer.MAX_VALUE;
            case ASKED -> age >= ENDLESS ? 2 : Integer.MAX_VALUE;
        };
    }
}
