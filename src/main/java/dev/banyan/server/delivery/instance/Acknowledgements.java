package dev.banyan.server.delivery.instance;

import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.request.UnreadPart;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.history.Commit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who has applied a change, and when. One query, however many instances and changes are asked for, and the same answer on every
 * replica. What was acknowledged in an earlier epoch never counts.
 */
@ApplicationScoped
public class Acknowledgements {
    /** Whoever was there when a change was made or since. Who has not applied it and is gone is remembered for a while. */
    private static final String KNOWN = """
            with wanted as (
              select w.*, e.epoch from jsonb_to_recordset(cast(:commits as jsonb))
                as w("environmentId" bigint, revision bigint, at timestamptz)
              join environment e on e.id = w."environmentId"),
            there as (
              select w."environmentId" as environment_id, w.revision, w.at as committed_at, i.id, i.application, i.version, i.host, i.sdk,
                i.started_at, i.first_seen, i.last_seen, i.last_heard, i.connected_to, i.applied_at, i.refused_revision, i.refused_reason,
                case when i.applied_epoch = w.epoch then i.applied_revision end as holds,
                coalesce(i.applied_epoch = w.epoch and i.applied_revision >= w.revision, false) as applied,
                coalesce(i.refused_revision >= w.revision, false) as refuses_all,
                %s as unread,
                i.last_seen > clock_timestamp() - make_interval(secs => :timeout) as here,
                i.last_seen > clock_timestamp() - make_interval(secs => :remembered) as remembered
              from wanted w join instance i on i.environment_id = w."environmentId"
                and i.last_seen > w.at - make_interval(secs => :timeout)),
            known as (
              select *, applied and unread is null as done, refuses_all or unread is not null as refuses from there)
            """.formatted(UnreadSql.OF_CHANGE);

    /** The nearest rank: of those that were there, whoever has not applied it counts as later than all others. */
    private static final String COUNTED = KNOWN + """
            , earliest as (
              select w."environmentId" as environment_id, w.revision, a.instance_id as id, min(a.at) as at
              from wanted w join applied a on a.environment_id = w."environmentId" and a.revision >= w.revision and a.epoch = w.epoch
              where :timed group by 1, 2, 3),
            counted as (
              select k.*, k.first_seen <= k.committed_at as before,
                case when a.at is not null and k.unread is null
                  then cast(greatest(0, extract(epoch from a.at - k.committed_at) * 1000) as double precision) end as millis
              from known k left join earliest a using (environment_id, revision, id)),
            spread as (
              select w."environmentId" as environment_id, w.revision,
                count(*) filter (where here or (remembered and not done)) as total,
                count(*) filter (where here and done) as applied,
                count(*) filter (where here and not done and refuses) as refused,
                count(*) filter (where not here and remembered and not done) as gone,
                min(millis) filter (where before and millis < 'infinity') as first_millis,
                percentile_disc(0.5) within group (order by coalesce(millis, 'infinity')) filter (where before) as p50_millis,
                percentile_disc(0.99) within group (order by coalesce(millis, 'infinity')) filter (where before) as p99_millis,
                percentile_disc(1.0) within group (order by coalesce(millis, 'infinity')) filter (where before) as last_millis
              from wanted w left join counted c on c.environment_id = w."environmentId" and c.revision = w.revision
              group by 1, 2)
            """;

    private static final String SPREAD = COUNTED + "select * from spread";

    /** Those that are there first: they may still decide. In the statement that counts, so that nobody acknowledges in between. */
    private static final String REACH = COUNTED + """
            , ranked as (
              select k.*, row_number() over (partition by environment_id, revision
                                             order by here desc, refuses desc, application, host, id) as place
              from known k where not done and (here or remembered))
            select s.*, r.here, r.id, r.application, r.version, r.host, r.sdk, r.started_at,
              case when r.here then coalesce(r.last_heard, r.last_seen) else r.last_seen end as last_seen,
              r.connected_to is not null as connected, r.holds, r.applied_at, r.refused_revision, r.refused_reason,
              cast(r.unread as text) as unread
            from spread s left join ranked r
              on r.environment_id = s.environment_id and r.revision = s.revision and r.place <= :most
            order by s.environment_id, s.revision, r.place""";

    private final EntityManager database;
    private final DeliveryConfig config;

    Acknowledgements(EntityManager database, DeliveryConfig config) {
        this.database = database;
        this.config = config;
    }

    /** One for each change. */
    @Transactional
    public List<Spread> spread(Collection<Commit> commits) {
        return rows(SPREAD, commits, true, Map.of())
                .map(Acknowledgements::spread)
                .toList();
    }

    /**
     * One for each change.
     *
     * @param most laggards of each
     */
    @Transactional
    public List<Reach> reach(Collection<Commit> commits, int most) {
        return reach(commits, most, true);
    }

    /** Without times, for changes of long ago: everything that was acknowledged since need not be looked at. */
    @Transactional
    public Reach reachWithoutTimes(Commit commit, int most) {
        return reach(List.of(commit), most, false).get(0);
    }

    private List<Reach> reach(Collection<Commit> commits, int most, boolean timed) {
        Map<Spread, List<LateInstance>> bySpread = new LinkedHashMap<>();
        rows(REACH, commits, timed, Map.of("most", most)).forEach(row -> {
            List<LateInstance> laggards = bySpread.computeIfAbsent(spread(row), one -> new ArrayList<>());
            if (row.get("id") != null) {
                laggards.add(laggard(row));
            }
        });
        return bySpread.entrySet().stream()
                .map(each -> new Reach(each.getKey(), each.getValue()))
                .toList();
    }

    private Stream<Tuple> rows(String sql, Collection<Commit> commits, boolean timed, Map<String, ?> more) {
        TypedQuery<Tuple> query = Rows.query(database, sql)
                .setParameter("commits", RulesetJson.write(commits))
                .setParameter("timeout", seconds(config.instanceTimeout()))
                .setParameter("remembered", seconds(config.goneRemembered()))
                .setParameter("timed", timed);
        more.forEach(query::setParameter);
        return query.getResultList().stream();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static Spread spread(Tuple row) {
        return SpreadBuilder.builder()
                .environmentId(row.get("environment_id", Long.class))
                .revision(row.get("revision", Long.class))
                .total(count(row, "total"))
                .applied(count(row, "applied"))
                .refused(count(row, "refused"))
                .gone(count(row, "gone"))
                .firstMillis(millis(row, "first_millis"))
                .p50Millis(millis(row, "p50_millis"))
                .p99Millis(millis(row, "p99_millis"))
                .lastMillis(millis(row, "last_millis"))
                .build();
    }

    private static int count(Tuple row, String name) {
        return Math.toIntExact(row.get(name, Long.class));
    }

    private static Long millis(Tuple row, String name) {
        Double millis = row.get(name, Double.class);
        return millis == null || millis.isInfinite() ? null : Math.round(millis);
    }

    private static LateInstance laggard(Tuple row) {
        Instance instance = InstanceBuilder.builder()
                .id(row.get("id", String.class))
                .application(row.get("application", String.class))
                .version(row.get("version", String.class))
                .host(row.get("host", String.class))
                .sdk(row.get("sdk", String.class))
                .startedAt(row.get("started_at", Instant.class))
                .lastSeen(row.get("last_seen", Instant.class))
                .connected(row.get("connected", Boolean.class))
                .appliedRevision(row.get("holds", Long.class))
                .appliedAt(row.get("applied_at", Instant.class))
                .refusedRevision(row.get("refused_revision", Long.class))
                .refusal(row.get("refused_reason", String.class))
                .unread(UnreadPart.read(row.get("unread", String.class)))
                .build();
        return LateInstance.of(
                row.get("environment_id", Long.class),
                row.get("revision", Long.class),
                instance,
                row.get("here", Boolean.class));
    }
}
