package dev.banyan.server.delivery;

import dev.banyan.server.delivery.InstanceEvent.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The SQL of {@link InstanceLog}, batched: one round trip per kind of statement, however many events. */
final class InstanceStatements {
    private static final String SEEN = """
            insert into instance (environment_id, id, application, version, host, sdk, started_at, first_seen, last_seen, connected_to)
            values (?, ?, ?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp(), ?)
            on conflict (environment_id, id) do update set
              application = excluded.application, version = excluded.version, host = excluded.host, sdk = excluded.sdk,
              started_at = excluded.started_at, last_seen = excluded.last_seen,
              connected_to = coalesce(excluded.connected_to, instance.connected_to)""";

    /** Only if it has not opened another stream in the meantime, here or on another replica. */
    private static final String GONE = "update instance set connected_to = null, last_seen = clock_timestamp()"
            + " where environment_id = ? and id = ? and connected_to = ?";

    private static final String APPLIED = """
            insert into applied (environment_id, revision, instance_id, at)
            values (?, ?, ?, clock_timestamp() - make_interval(secs => ?)) on conflict do nothing""";

    private static final String HOLDS = """
            update instance set applied_epoch = ?, applied_revision = ?, applied_at = clock_timestamp() - make_interval(secs => ?),
              refused_revision = null, refused_reason = null
            where environment_id = ? and id = ?
              and (applied_epoch is distinct from ? or applied_revision is null or applied_revision <= ?)""";

    private static final String REFUSED =
            "update instance set refused_revision = ?, refused_reason = ? where environment_id = ? and id = ?";

    private final Connection connection;

    InstanceStatements(Connection connection) {
        this.connection = connection;
    }

    void write(List<InstanceEvent> events) throws SQLException {
        batch(SEEN, of(events, Kind.CONNECTED, Kind.ACKNOWLEDGED, Kind.SEEN), this::seen);
        batch(GONE, of(events, Kind.DISCONNECTED), this::gone);
        List<InstanceEvent> acknowledged = of(events, Kind.ACKNOWLEDGED);
        batch(
                APPLIED,
                acknowledged.stream().filter(e -> e.acknowledgement().applied()).toList(),
                this::applied);
        batch(
                HOLDS,
                acknowledged.stream().filter(e -> e.acknowledgement().applied()).toList(),
                this::holds);
        batch(
                REFUSED,
                acknowledged.stream()
                        .filter(e -> !e.acknowledgement().applied())
                        .toList(),
                this::refused);
        // A mere sign of life is nothing new to anybody.
        tellReplicas(of(events, Kind.CONNECTED, Kind.DISCONNECTED, Kind.ACKNOWLEDGED));
    }

    private void seen(PreparedStatement row, InstanceEvent event) throws SQLException {
        InstanceIdentity instance = event.instance();
        row.setLong(1, event.environmentId());
        row.setString(2, instance.id());
        row.setString(3, instance.application());
        row.setString(4, instance.version());
        row.setString(5, instance.host());
        row.setString(6, instance.sdk());
        if (instance.startedAt() == null) {
            row.setNull(7, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            row.setTimestamp(7, Timestamp.from(instance.startedAt()));
        }
        row.setString(8, event.stream());
    }

    private void gone(PreparedStatement row, InstanceEvent event) throws SQLException {
        row.setLong(1, event.environmentId());
        row.setString(2, event.instance().id());
        row.setString(3, event.stream());
    }

    private void applied(PreparedStatement row, InstanceEvent event) throws SQLException {
        row.setLong(1, event.environmentId());
        row.setLong(2, event.acknowledgement().revision());
        row.setString(3, event.instance().id());
        row.setDouble(4, event.secondsAgo());
    }

    private void holds(PreparedStatement row, InstanceEvent event) throws SQLException {
        Acknowledgement what = event.acknowledgement();
        row.setString(1, what.epoch());
        row.setLong(2, what.revision());
        row.setDouble(3, event.secondsAgo());
        row.setLong(4, event.environmentId());
        row.setString(5, event.instance().id());
        row.setString(6, what.epoch());
        row.setLong(7, what.revision());
    }

    private void refused(PreparedStatement row, InstanceEvent event) throws SQLException {
        row.setLong(1, event.acknowledgement().revision());
        row.setString(2, event.acknowledgement().refusal());
        row.setLong(3, event.environmentId());
        row.setString(4, event.instance().id());
    }

    private void tellReplicas(List<InstanceEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            for (long environment :
                    events.stream().map(InstanceEvent::environmentId).collect(Collectors.toCollection(TreeSet::new))) {
                statement.setString(1, InstanceLog.CHANNEL);
                statement.setString(2, String.valueOf(environment));
                statement.execute();
            }
        }
    }

    private interface Binding {
        void bind(PreparedStatement row, InstanceEvent event) throws SQLException;
    }

    private void batch(String sql, List<InstanceEvent> events, Binding binding) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (InstanceEvent event : events) {
                binding.bind(statement, event);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<InstanceEvent> of(List<InstanceEvent> events, Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        // In one order on every replica, so that two batches with the same instances do not wait for each other.
        return events.stream()
                .filter(event -> wanted.contains(event.kind()))
                .sorted(Comparator.comparing(InstanceEvent::environmentId)
                        .thenComparing(event -> event.instance().id()))
                .toList();
    }
}
