package dev.banyan.server.retirement;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers since when conditions have been as they are. */
@ApplicationScoped
class ConditionLog {
    /** A condition that was not looked at for so long may have been otherwise in between. */
    private static final int BLIND_MINUTES = 60;
    /** Shorter than the time between two looks. */
    private static final int LATELY_MINUTES = 4;

    private final EntityManager database;

    ConditionLog(EntityManager database) {
        this.database = database;
    }

    @Transactional
    Set<String> lookedAtLately(EnvironmentScope scope) {
        return Set.copyOf(OneColumn.query(
                        database,
                        "select distinct route_key from retirement_condition where environment_id = :environment"
                                + " and looked_at > clock_timestamp() - make_interval(mins => :lately)",
                        "route_key",
                        String.class)
                .setParameter("environment", scope.id())
                .setParameter("lately", LATELY_MINUTES)
                .getResultList());
    }

    @Transactional
    void note(EnvironmentScope scope, String route, Condition condition, Instant now) {
        database.createNativeQuery("""
                        insert into retirement_condition (environment_id, route_key, condition, met, since, looked_at)
                        values (:environment, :route, :condition, :met, :now, :now)
                        on conflict (environment_id, route_key, condition) do update set
                          since = case when retirement_condition.met = excluded.met
                              and retirement_condition.looked_at > excluded.looked_at - make_interval(mins => :blind)
                            then retirement_condition.since else excluded.since end,
                          met = excluded.met, looked_at = excluded.looked_at""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("condition", condition.name().key())
                .setParameter("met", condition.met())
                .setParameter("now", now)
                .setParameter("blind", BLIND_MINUTES)
                .executeUpdate();
    }

    private record Noted(boolean met, Instant since) {}

    /** The conditions with what is remembered of those that nobody else dates. */
    @Transactional
    List<Condition> dated(EnvironmentScope scope, String route, List<Condition> conditions) {
        List<Tuple> rows = Rows.query(
                        database,
                        "select condition, met, since from retirement_condition"
                                + " where environment_id = :environment and route_key = :route")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        Map<String, Noted> known = new HashMap<>();
        rows.forEach(row -> known.put(
                row.get("condition", String.class),
                new Noted(row.get("met", Boolean.class), row.get("since", Instant.class))));
        return conditions.stream()
                .map(each -> dated(each, known.get(each.name().key())))
                .toList();
    }

    private static Condition dated(Condition condition, Noted noted) {
        boolean fits = noted != null && noted.met() == condition.met();
        return condition.since() == null && fits ? condition.since(noted.since()) : condition;
    }
}
