package dev.banyan.server.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Goes over all connections, every second, and closes those that have used up their {@link Patience}, and the crowd of one address. Used by one thread. */
final class ConnectionRound {
    /** A thousand services that come back behind one address need a moment to say who they are. */
    private static final long JUST_CAME = Duration.ofSeconds(2).toNanos();

    /** @param sent what had been sent when it was first seen to be unread */
    private record Unread(long since, long sent) {}

    private final OpenConnections connections;
    private final Patience patience;
    private final int mostStrangers;
    private final Networks trusted;
    private final Map<OpenConnection, Unread> unread = new WeakHashMap<>();

    ConnectionRound(OpenConnections connections, Patience patience, int mostStrangers, Networks trusted) {
        this.connections = connections;
        this.patience = patience;
        this.mostStrangers = mostStrangers;
        this.trusted = trusted;
    }

    void go() {
        long now = connections.now();
        Map<Object, List<OpenConnection>> strangers = new HashMap<>();
        for (OpenConnection each : connections.all()) {
            if (leavesUnread(each, now)) {
                connections.close(each, Reason.UNREAD);
            }
            patience.endsWith(each, now).ifPresent(reason -> connections.close(each, reason));
            if (counts(each, now)) {
                strangers
                        .computeIfAbsent(Networks.subscriber(each.line().address()), first -> new ArrayList<>())
                        .add(each);
            }
        }
        strangers.values().forEach(this::thinOut);
    }

    private boolean leavesUnread(OpenConnection connection, long now) {
        long waiting = connection.line().unread();
        if (waiting <= 0) {
            unread.remove(connection);
            return false;
        }
        Unread first = unread.computeIfAbsent(connection, each -> new Unread(now, each.sent() - waiting));
        return patience.endsWithUnread(now - first.since(), connection.sent() - first.sent());
    }

    private boolean counts(OpenConnection connection, long now) {
        return !connection.isKnown()
                && !connection.isClosing()
                && now - connection.openedAt() > JUST_CAME
                && connection.line().address() != null
                && !trusted.contains(connection.line().address());
    }

    /** The oldest go: whoever has just come may be about to say who it is. */
    private void thinOut(List<OpenConnection> ofOneAddress) {
        if (ofOneAddress.size() > mostStrangers) {
            ofOneAddress.sort(Comparator.comparingLong(OpenConnection::openedAt));
            ofOneAddress
                    .subList(0, ofOneAddress.size() - mostStrangers)
                    .forEach(each -> connections.close(each, Reason.CROWD));
        }
    }
}
