package dev.banyan.server.delivery.instance;

import dev.banyan.server.delivery.request.UnreadPart;
import dev.banyan.server.environment.RulesetJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The SQL of {@link InstanceLog}: one statement per kind of event, however many there are. */
final class InstanceStatements {
    private static final String SEEN = """
            insert into instance as i
              (environment_id, id, application, version, host, sdk, started_at, connected_to, understands, first_seen, last_seen,
               last_heard)
            select x.*, clock_timestamp(), clock_timestamp(), clock_timestamp() from unnest(?::bigint[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[]) x
            on conflict (environment_id, id) do update set
              application = excluded.application, version = excluded.version, host = excluded.host, sdk = excluded.sdk,
              started_at = excluded.started_at, last_seen = excluded.last_seen, last_heard = excluded.last_heard,
              connected_to = coalesce(excluded.connected_to, i.connected_to),
              understands = coalesce(excluded.understands, i.understands)""";

    /** Only if it has not opened another stream in the meantime, here or on another replica. */
    private static final String GONE = """
            with gone as (
              select i.environment_id, i.id from instance i
              join unnest(?::bigint[], ?::text[], ?::text[]) x (environment_id, id, stream)
                on i.environment_id = x.environment_id and i.id = x.id and i.connected_to = x.stream
              order by i.environment_id, i.id for update of i)
            update instance i set connected_to = null, last_seen = clock_timestamp() from gone
            where i.environment_id = gone.environment_id and i.id = gone.id""";

    /** What counts: of the epoch that the environment is in, and of a revision that it has had. */
    private static final String ACKNOWLEDGED = """
            unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::float8[], ?::text[], ?::jsonb[])
              x (environment_id, id, epoch, revision, seconds_ago, refusal, unread)
            join environment e on e.id = x.environment_id and e.epoch = x.epoch and e.revision >= x.revision""";

    /** The first time counts. Of an earlier epoch nothing is left: the same number was another revision. */
    private static final String APPLIED = """
            insert into applied (environment_id, revision, instance_id, at, epoch)
            select x.environment_id, x.revision, x.id, clock_timestamp() - make_interval(secs => x.seconds_ago), x.epoch from\s""" + ACKNOWLEDGED + " order by 1, 3, 2 on conflict do nothing";

    /** Said again, it changes nothing. */
    private static final String HOLDS = """
            update instance i set applied_epoch = x.epoch, applied_revision = x.revision,
              applied_at = case when i.applied_epoch = x.epoch and i.applied_revision = x.revision then i.applied_at
                else clock_timestamp() - make_interval(secs => x.seconds_ago) end,
              refused_revision = null, refused_reason = null, unread = x.unread, unread_revision = x.revision
            from\s""" + ACKNOWLEDGED + """
            \swhere i.environment_id = x.environment_id and i.id = x.id
              and (i.applied_epoch is distinct from x.epoch or i.applied_revision is null or i.applied_revision <= x.revision)""";

    private static final String REFUSED =
            "update instance i set refused_revision = x.revision, refused_reason = x.refusal from " + ACKNOWLEDGED
                    + " where i.environment_id = x.environment_id and i.id = x.id";

    private static final String NOTIFY =
            "select pg_notify('" + InstanceLog.CHANNEL + "', x::text) from unnest(?::bigint[]) x";

    private final Connection connection;

    InstanceStatements(Connection connection) {
        this.connection = connection;
    }

    void write(InstanceBatch batch) throws SQLException {
        seen(batch.seen());
        acknowledged(APPLIED, batch.applied());
        acknowledged(HOLDS, batch.holds());
        acknowledged(REFUSED, batch.refused());
        notify(batch.changedEnvironments());
    }

    /** In a transaction of its own: it locks other instances than {@link #write}, and so in another order. */
    void writeGone(InstanceBatch batch) throws SQLException {
        List<InstanceEvent> events = batch.gone();
        execute(
                GONE,
                events,
                longs(events, InstanceEvent::environmentId),
                texts(events, event -> event.instance().id()),
                texts(events, InstanceEvent::stream));
    }

    private void seen(List<InstanceEvent> events) throws SQLException {
        execute(
                SEEN,
                events,
                longs(events, InstanceEvent::environmentId),
                texts(events, event -> event.instance().id()),
                texts(events, event -> event.instance().application()),
                texts(events, event -> event.instance().version()),
                texts(events, event -> event.instance().host()),
                texts(events, event -> event.instance().sdk()),
                texts(events, event -> event.instance().startedAt()),
                texts(events, InstanceEvent::stream),
                texts(events, event -> event.instance().understands()));
    }

    private void acknowledged(String sql, List<InstanceEvent> events) throws SQLException {
        execute(
                sql,
                events,
                longs(events, InstanceEvent::environmentId),
                texts(events, event -> event.instance().id()),
                texts(events, event -> event.acknowledgement().epoch()),
                longs(events, event -> event.acknowledgement().revision()),
                texts(events, InstanceEvent::secondsAgo),
                texts(events, event -> event.acknowledgement().refusal()),
                texts(events, InstanceStatements::unread));
    }

    private static String unread(InstanceEvent event) {
        List<UnreadPart> parts = event.acknowledgement().unread();
        return parts.isEmpty() ? null : RulesetJson.write(parts);
    }

    private void notify(List<Long> environments) throws SQLException {
        execute(NOTIFY, environments, new Column("bigint", environments.toArray()));
    }

    private record Column(String type, Object[] values) {}

    private static Column longs(List<InstanceEvent> events, Function<InstanceEvent, Long> value) {
        return new Column("bigint", events.stream().map(value).toArray());
    }

    /** The database reads times and numbers from their texts as well. */
    private static Column texts(List<InstanceEvent> events, Function<InstanceEvent, ?> value) {
        return new Column(
                "text",
                events.stream()
                        .map(value)
                        .map(any -> any == null ? null : any.toString())
                        .toArray());
    }

    private void execute(String sql, List<?> rows, Column... columns) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf(columns[i].type(), columns[i].values()));
            }
            statement.execute();
        }
    }
}
