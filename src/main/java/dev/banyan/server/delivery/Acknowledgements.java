package dev.banyan.server.delivery;

import dev.banyan.server.environment.Commit;
import dev.banyan.server.environment.RulesetJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Who has applied a change, and when. One query, however many instances and changes are asked for, and the same answer on every
 * replica. What was acknowledged in an earlier epoch never counts.
 */
@ApplicationScoped
public class Acknowledgements {
    /** Whoever was there when a change was made or since. Who has not applied it and is gone is remembered for an hour. */
    private static final String KNOWN = """
            with wanted as (
              select w.*, e.epoch from jsonb_to_recordset(cast(:commits as jsonb))
                as w("environmentId" bigint, revision bigint, at timestamptz)
              join environment e on e.id = w."environmentId"),
            there as (
              select w."environmentId" as environment_id, w.revision, w.at as committed_at, i.id, i.application, i.version, i.host, i.sdk,
                i.started_at, i.first_seen, i.last_seen, i.connected_to, i.applied_at, i.refused_revision, i.refused_reason,
                case when i.applied_epoch = w.epoch then i.applied_revision end as holds,
                coalesce(i.applied_epoch = w.epoch and i.applied_revision >= w.revision, false) as applied,
                coalesce(i.refused_revision >= w.revision, false) as refuses_all,
                %s as unread,
                i.last_seen > clock_timestamp() - make_interval(secs => :timeout) as here,
                i.last_seen > clock_timestamp() - interval '1 hour' as remembered
              from wanted w join instance i on i.environment_id = w."environmentId"
                and i.last_seen > w.at - make_interval(secs => :timeout)),
            known as (
              select *, applied and unread is null as done, refuses_all or unread is not null as refuses from there)
            """.formatted(UnreadSql.OF_CHANGE);

    /** The nearest rank: of those that were there, whoever has not applied it counts as later than all others. */
    private static final String SPREAD = KNOWN + """
            , earliest as (
              select w."environmentId" as environment_id, w.revision, a.instance_id as id, min(a.at) as at
              from wanted w join applied a on a.environment_id = w."environmentId" and a.revision >= w.revision and a.epoch = w.epoch
              where :timed group by 1, 2, 3),
            counted as (
              select k.*, k.first_seen <= k.committed_at as before,
                case when a.at is not null and k.unread is null
                  then cast(greatest(0, extract(epoch from a.at - k.committed_at) * 1000) as double precision) end as millis
              from known k left join earliest a using (environment_id, revision, id))
            select w."environmentId", w.revision,
              count(*) filter (where here or (remembered and not done)),
              count(*) filter (where here and done),
              count(*) filter (where here and not done and refuses),
              count(*) filter (where not here and remembered and not done),
              min(millis) filter (where before and millis < 'infinity'),
              percentile_disc(0.5) within group (order by coalesce(millis, 'infinity')) filter (where before),
              percentile_disc(0.99) within group (order by coalesce(millis, 'infinity')) filter (where before),
              percentile_disc(1.0) within group (order by coalesce(millis, 'infinity')) filter (where before)
            from wanted w left join counted c on c.environment_id = w."environmentId" and c.revision = w.revision
            group by 1, 2""";

    /** Those that are there first: they may still decide. */
    private static final String LAGGARDS = KNOWN + """
            , ranked as (
              select k.*, row_number() over (partition by environment_id, revision
                                             order by here desc, refuses desc, application, host, id) as place
              from known k where not done and (here or remembered))
            select environment_id, revision, here, id, application, version, host, sdk, started_at, last_seen,
              connected_to is not null, holds, applied_at, refused_revision, refused_reason, cast(unread as text)
            from ranked where place <= :most order by environment_id, revision, place""";

    private final EntityManager database;
    private final DeliveryConfig config;

    Acknowledgements(EntityManager database, DeliveryConfig config) {
        this.database = database;
        this.config = config;
    }

    /** One for each change. */
    @Transactional
    public List<Spread> spread(Collection<Commit> commits) {
        return spread(commits, true);
    }

    /** Without times, for changes of long ago: everything that was acknowledged since need not be looked at. */
    @Transactional
    public Spread spreadWithoutTimes(Commit commit) {
        return spread(List.of(commit), false).get(0);
    }

    /** @param most of each change */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<Laggard> laggards(Collection<Commit> commits, int most) {
        List<Object[]> rows = database.createNativeQuery(LAGGARDS, Object[].class)
                .setParameter("commits", RulesetJson.write(commits))
                .setParameter("timeout", timeout())
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(Acknowledgements::laggard).toList();
    }

    @SuppressWarnings("unchecked")
    private List<Spread> spread(Collection<Commit> commits, boolean timed) {
        List<Object[]> rows = database.createNativeQuery(SPREAD, Object[].class)
                .setParameter("commits", RulesetJson.write(commits))
                .setParameter("timeout", timeout())
                .setParameter("timed", timed)
                .getResultList();
        return rows.stream().map(Acknowledgements::spread).toList();
    }

    private double timeout() {
        return config.instanceTimeout().toMillis() / 1_000.0;
    }

    private static Spread spread(Object[] row) {
        return new Spread(
                (Long) row[0],
                (Long) row[1],
                count(row[2]),
                count(row[3]),
                count(row[4]),
                count(row[5]),
                millis(row[6]),
                millis(row[7]),
                millis(row[8]),
                millis(row[9]));
    }

    private static int count(Object count) {
        return Math.toIntExact((Long) count);
    }

    private static Long millis(Object millis) {
        return millis == null || ((Double) millis).isInfinite() ? null : Math.round((Double) millis);
    }

    private static Laggard laggard(Object[] row) {
        Object[] instance = Arrays.copyOfRange(row, 3, row.length);
        return Laggard.of((Long) row[0], (Long) row[1], Instances.instance(instance), (Boolean) row[2]);
    }
}
