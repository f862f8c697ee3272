package dev.banyan.server.environment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what has changed in an environment's ruleset: in one statement, so that head and parts belong together without any lock. */
final class RulesetQuery {
    private static final int WHOLE = -1;

    /**
     * Removed parts come from the change log: what was changed, and is not published. Rows with a body are the head (as JSON), segments and
     * routes.
     */
    private static final String SQL = """
            with known as materialized (
              select e.*, case when ? >= 0 then ? else coalesce((select max(c.revision) from change c
                where c.environment_id = e.id and c.at < clock_timestamp() - make_interval(secs => ?)), 0) end as removals_from
              from environment e where e.id = ?)
            select 'head' as section, e.epoch as key, e.revision, json_build_object(
                'id', e.id, 'project', e.project_key, 'key', e.key, 'rollback', e.rollback_mode, 'urgent', e.urgent_revision,
                'removalsFrom', e.removals_from,
                'published', (select count(*) from published p where p.environment_id = e.id),
                'pinning', (select json_build_object('secret', p.secret, 'previous', p.previous, 'rotatedAt', p.rotated_at,
                  'maxAgeSeconds', p.max_age_seconds) from pinning p where p.environment_id = e.id),
                'settled', (select coalesce(json_agg(s.id order by s.settled_revision desc, s.id), '[]') from (
                  select m.id, m.settled_revision from emergency m where m.environment_id = e.id
                  order by m.settled_revision desc, m.id limit 64) s))::text as body
              from known e
            union all
            select p.section, p.key, p.revision, p.body from published p join known e on e.id = p.environment_id
              where p.revision > ?
            union all
            select i.section, i.key, max(i.revision), null from change_item i join known e on e.id = i.environment_id
              where i.revision > e.removals_from and i.section in ('route', 'segment') and not exists (
                select 1 from published p where p.environment_id = i.environment_id and p.section = i.section and p.key = i.key)
              group by i.section, i.key""";

    private record Pinned(String secret, String previous, Instant rotatedAt, int maxAgeSeconds) {

        String published() {
            return PinningEntity.of(secret, previous, rotatedAt, maxAgeSeconds).published();
        }
    }

    private record Row(
            long id,
            String project,
            String key,
            RollbackMode rollback,
            long urgent,
            long removalsFrom,
            int published,
            Pinned pinning,
            List<UUID> settled) {}

    private final Connection connection;
    private final Duration history;

    RulesetQuery(Connection connection, Duration history) {
        this.connection = connection;
        this.history = history;
    }

    Optional<RulesetUpdate> whole(long environmentId) throws SQLException {
        return since(environmentId, WHOLE);
    }

    /** Empty when there is no such environment. */
    Optional<RulesetUpdate> since(long environmentId, long revision) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, revision);
            statement.setLong(2, revision);
            statement.setDouble(3, history.toSeconds());
            statement.setLong(4, environmentId);
            statement.setLong(5, revision);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, revision);
            }
        }
    }

    private static Optional<RulesetUpdate> read(ResultSet rows, long from) throws SQLException {
        Row row = null;
        RulesetHead head = null;
        List<RulesetPart> parts = new ArrayList<>();
        while (rows.next()) {
            if (rows.getString("section").equals("head")) {
                row = RulesetJson.read(rows.getString("body"), Row.class);
                head = head(row, rows.getString("key"), rows.getLong("revision"));
            } else {
                parts.add(new RulesetPart(
                        Section.parse(rows.getString("section")),
                        rows.getString("key"),
                        rows.getLong("revision"),
                        rows.getString("body")));
            }
        }
        return row == null
                ? Optional.empty()
                : Optional.of(new RulesetUpdate(head, from, row.removalsFrom(), parts, row.published()));
    }

    private static RulesetHead head(Row row, String epoch, long revision) {
        return RulesetHeadBuilder.builder()
                .scope(new EnvironmentScope(row.id(), row.project(), row.key()))
                .epoch(epoch)
                .revision(revision)
                .rollback(row.rollback())
                .urgentRevision(row.urgent())
                .pinning(row.pinning() == null ? null : row.pinning().published())
                .settled(row.settled())
                .build();
    }
}
