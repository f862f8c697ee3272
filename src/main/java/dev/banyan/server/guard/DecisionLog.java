package dev.banyan.server.guard;

import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.Breach;
import dev.banyan.server.guard.rules.BreachWords;
import dev.banyan.server.guard.rules.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps decisions and their evidence. */
@ApplicationScoped
class DecisionLog {
    private static final int MOST_AT_ONCE = 50;

    private static final String DECISION =
            "select id, environment_id, route_key, at, guardrail, reaction, cause, words, evidence,"
                    + " done_at, outcome, revision, told_at from guard_decision";

    private final EntityManager database;

    DecisionLog(EntityManager database) {
        this.database = database;
    }

    void add(AnalysisRun episode, Breach breach, Evidence evidence, Instant at) {
        database.createNativeQuery("""
                        insert into guard_decision (environment_id, route_key, at, guardrail, reaction, cause, words, evidence)
                        values (:environment, :route, :at, :guardrail, :reaction, :cause, :words, :evidence)""")
                .setParameter("environment", episode.environmentId())
                .setParameter("route", episode.route())
                .setParameter("at", at)
                .setParameter("guardrail", breach.rail().name())
                .setParameter("reaction", breach.reaction().key())
                .setParameter("cause", breach.cause().key())
                .setParameter("words", BreachWords.of(breach, evidence.lately()))
                .setParameter("evidence", RulesetJson.write(evidence))
                .executeUpdate();
    }

    /** Neither carried out nor told in full, by environment; the oldest of each first, so that none crowds out the others. */
    Map<Long, List<Long>> open() {
        List<Tuple> rows = Rows.query(database, """
                        select environment_id, id from (
                          select environment_id, id, row_number() over (partition by environment_id order by id) as place
                          from guard_decision where told_at is null) as open
                        order by place, id limit %d""".formatted(MOST_AT_ONCE)).getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("environment_id", Long.class),
                        LinkedHashMap::new,
                        Collectors.mapping(row -> row.get("id", Long.class), Collectors.toList())));
    }

    /** In the hands of this transaction; empty when another one has it. */
    Optional<Decision> claim(long id) {
        return query(DECISION + " where id = :id for update skip locked", id);
    }

    void done(long id, String outcome, long revision) {
        database.createNativeQuery("update guard_decision set done_at = clock_timestamp(), outcome = :outcome,"
                        + " revision = :revision where id = :id")
                .setParameter("id", id)
                .setParameter("outcome", outcome)
                .setParameter("revision", revision)
                .executeUpdate();
    }

    void told(long id) {
        database.createNativeQuery("update guard_decision set told_at = clock_timestamp() where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    Optional<Decision> get(EnvironmentScope scope, String route, long id) {
        return query(DECISION + " where id = :id", id)
                .filter(each ->
                        each.environmentId() == scope.id() && each.route().equals(route));
    }

    /**
     * Newest first.
     *
     * @param before only those of lower ids, for paging
     */
    List<Decision> ofRoute(EnvironmentScope scope, String route, long before, int limit) {
        List<Tuple> rows = Rows.query(
                        database,
                        DECISION + " where environment_id = :environment and route_key = :route and id < :before"
                                + " order by id desc limit :limit")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(DecisionLog::decision).toList();
    }

    private Optional<Decision> query(String sql, long id) {
        List<Tuple> rows = Rows.query(database, sql).setParameter("id", id).getResultList();
        return rows.stream().map(DecisionLog::decision).findFirst();
    }

    private static Decision decision(Tuple row) {
        return DecisionBuilder.builder()
                .id(row.get("id", Long.class))
                .environmentId(row.get("environment_id", Long.class))
                .route(row.get("route_key", String.class))
                .at(row.get("at", Instant.class))
                .guardrail(row.get("guardrail", String.class))
                .reaction(Reaction.parse(row.get("reaction", String.class)))
                .cause(Breach.Cause.parse(row.get("cause", String.class)))
                .words(row.get("words", String.class))
                .evidence(RulesetJson.read(row.get("evidence", String.class), Evidence.class))
                .doneAt(row.get("done_at", Instant.class))
                .outcome(row.get("outcome", String.class))
                .revision(row.get("revision", Long.class))
                .toldAt(row.get("told_at", Instant.class))
                .build();
    }
}
