package dev.banyan.server.convergence;

import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.instance.Acknowledgements;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.history.Commit;
import dev.banyan.server.environment.history.Commits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps how changes arrived. */
@ApplicationScoped
class ArrivalLog {
    /** Longer than a change is counted, so that none is left half-counted when no server ran for a while. */
    private static final Duration LOOK_BACK = Duration.ofHours(3);

    private static final int MOST_AT_ONCE = 500;

    private static final long COUNTING = AdvisoryLock.ARRIVALS_ARE_COUNTED.number();

    private static final String FIND = """
            select a.environment_id, a.revision, a.total, a.applied, a.refused, a.gone, a.first_millis, a.p50_millis, a.p99_millis,
              a.last_millis, a.missing, a.counted_at
            from jsonb_to_recordset(cast(:commits as jsonb)) as w("environmentId" bigint, revision bigint)
            join arrival a on a.environment_id = w."environmentId" and a.revision = w.revision""";

    private static final String KEEP = """
            insert into arrival (environment_id, revision, total, applied, refused, gone, first_millis, p50_millis, p99_millis,
              last_millis, missing, counted_at)
            select "environmentId", revision, total, applied, refused, gone, "firstMillis", "p50Millis", "p99Millis",
              "lastMillis", missing, "countedAt"
            from jsonb_to_recordset(cast(:arrivals as jsonb)) as a("environmentId" bigint, revision bigint, total integer, applied integer,
              refused integer, gone integer, "firstMillis" bigint, "p50Millis" bigint, "p99Millis" bigint, "lastMillis" bigint,
              missing text, "countedAt" timestamptz)
            on conflict (environment_id, revision) do update set
              total = excluded.total, applied = excluded.applied, refused = excluded.refused, gone = excluded.gone,
              first_millis = excluded.first_millis, p50_millis = excluded.p50_millis, p99_millis = excluded.p99_millis,
              last_millis = excluded.last_millis, missing = excluded.missing, counted_at = excluded.counted_at""";

    /** Names a change. */
    record Key(long environmentId, long revision) {
        static Key of(Commit commit) {
            return new Key(commit.environmentId(), commit.revision());
        }

        static Key of(Arrival arrival) {
            return new Key(arrival.environmentId(), arrival.revision());
        }
    }

    private final EntityManager database;
    private final Commits commits;
    private final Acknowledgements acknowledgements;

    ArrivalLog(EntityManager database, Commits commits, Acknowledgements acknowledgements) {
        this.database = database;
        this.commits = commits;
        this.acknowledgements = acknowledgements;
    }

    /** What is kept of these changes, in one query. */
    @Transactional
    Map<Key, Arrival> of(Collection<Commit> wanted) {
        List<Tuple> rows = Rows.query(database, FIND)
                .setParameter("commits", RulesetJson.write(wanted))
                .getResultList();
        return rows.stream().map(ArrivalLog::arrival).collect(Collectors.toMap(Key::of, Function.identity()));
    }

    /** As it can be counted now, in one query. */
    @Transactional
    Map<Key, Arrival> count(Collection<Commit> wanted, Instant now) {
        return acknowledgements.reach(wanted, Arrival.NAMED).stream()
                .map(reach -> Arrival.of(reach, now))
                .collect(Collectors.toMap(Key::of, Function.identity()));
    }

    /** As it stands: what is kept, and of what still spreads the count of now, which may be ahead of what was kept seconds ago. */
    @Transactional
    Map<Key, Arrival> newest(Collection<Commit> wanted, Instant now) {
        Map<Key, Arrival> newest = new HashMap<>(of(wanted));
        List<Commit> moving = wanted.stream()
                .filter(commit -> Arrival.spreads(commit, now))
                .filter(commit -> !settled(commit, newest.get(Key.of(commit))))
                .toList();
        if (!moving.isEmpty()) {
            newest.putAll(count(moving, now));
        }
        return newest;
    }

    private static boolean settled(Commit commit, Arrival kept) {
        return kept != null && kept.settled(commit);
    }

    /** One replica at a time; the others find nothing to do. */
    @Transactional
    void keep() {
        Optional<Instant> now = lock();
        if (now.isEmpty()) {
            return;
        }
        List<Commit> recent = commits.since(LOOK_BACK, MOST_AT_ONCE);
        Map<Key, Arrival> known = of(recent);
        List<Commit> due = recent.stream()
                .filter(commit -> due(commit, known.get(Key.of(commit)), now.get()))
                .toList();
        if (!due.isEmpty()) {
            write(count(due, now.get()).values());
        }
    }

    private static boolean due(Commit commit, Arrival known, Instant now) {
        return known == null || known.due(commit, now);
    }

    private Optional<Instant> lock() {
        return OneColumn.query(
                        database,
                        "select clock_timestamp() as now where pg_try_advisory_xact_lock(" + COUNTING + ")",
                        "now",
                        Instant.class)
                .getResultStream()
                .findFirst();
    }

    private void write(Collection<Arrival> arrivals) {
        database.createNativeQuery(KEEP)
                .setParameter("arrivals", RulesetJson.write(arrivals))
                .executeUpdate();
    }

    /** Nobody is missing where all have it: earlier releases could count at one moment and name at another. */
    private static List<Arrival.Missing> missing(Tuple row) {
        return row.get("total").equals(row.get("applied"))
                ? List.of()
                : List.of(RulesetJson.read(row.get("missing", String.class), Arrival.Missing[].class));
    }

    private static Arrival arrival(Tuple row) {
        return ArrivalBuilder.builder()
                .environmentId(row.get("environment_id", Long.class))
                .revision(row.get("revision", Long.class))
                .total(row.get("total", Integer.class))
                .applied(row.get("applied", Integer.class))
                .refused(row.get("refused", Integer.class))
                .gone(row.get("gone", Integer.class))
                .firstMillis(row.get("first_millis", Long.class))
                .p50Millis(row.get("p50_millis", Long.class))
                .p99Millis(row.get("p99_millis", Long.class))
                .lastMillis(row.get("last_millis", Long.class))
                .missing(missing(row))
                .countedAt(row.get("counted_at", Instant.class))
                .build();
    }
}
