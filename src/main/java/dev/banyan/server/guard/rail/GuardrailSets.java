package dev.banyan.server.guard.rail;

import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The guardrails that somebody has set. */
@ApplicationScoped
public class GuardrailSets {
    private static final String FIND =
            "select route_key, version, guardrails from guardrail_set where environment_id = :environment and route_key in (:routes)";

    private static final String PUT = """
            insert into guardrail_set (environment_id, route_key, version, guardrails) values (:environment, :route, :version, :guardrails)
            on conflict (environment_id, route_key) do update set version = excluded.version, guardrails = excluded.guardrails
            where guardrail_set.version = excluded.version - 1""";

    private final EntityManager database;

    GuardrailSets(EntityManager database) {
        this.database = database;
    }

    public GuardrailSet get(EnvironmentScope scope, String route) {
        return of(scope.id(), List.of(route)).getOrDefault(route, GuardrailSet.SUGGESTED);
    }

    /** By route; those that nobody has set are left out. */
    public Map<String, GuardrailSet> of(long environmentId, Collection<String> routes) {
        List<Tuple> rows = Rows.query(database, FIND)
                .setParameter("environment", environmentId)
                .setParameter("routes", routes)
                .getResultList();
        Map<String, GuardrailSet> sets = new HashMap<>();
        rows.forEach(row -> sets.put(
                row.get("route_key", String.class),
                new GuardrailSet(
                        row.get("version", Long.class),
                        List.of(RulesetJson.read(row.get("guardrails", String.class), Guardrail[].class)))));
        return sets;
    }

    /** @return false when somebody else was faster */
    boolean put(EnvironmentScope scope, String route, GuardrailSet set) {
        return database.createNativeQuery(PUT)
                        .setParameter("environment", scope.id())
                        .setParameter("route", route)
                        .setParameter("version", set.version())
                        .setParameter("guardrails", RulesetJson.write(set.guardrails()))
                        .executeUpdate()
                == 1;
    }
}
