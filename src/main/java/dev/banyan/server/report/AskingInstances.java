package dev.banyan.server.report;

import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.Instances;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who asks for a route, one by one, of the instances that were there within the last day. */
@ApplicationScoped
public class AskingInstances {
    private final EntityManager database;
    private final Instances instances;

    AskingInstances(EntityManager database, Instances instances) {
        this.database = database;
        this.instances = instances;
    }

    @Transactional
    public List<AskingInstance> of(EnvironmentScope scope, String route) {
        List<Tuple> rows = Rows.query(database, """
                        select r.instance_id, r.application, r.version, r.at
                        from declaration d
                        join instance_report r on r.environment_id = d.environment_id and r.declared = d.declared
                        where d.environment_id = :environment and d.route_key = :route
                        order by r.instance_id""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        Set<String> present = rows.isEmpty()
                ? Set.of()
                : instances.present(scope).stream().map(Instance::id).collect(Collectors.toSet());
        return rows.stream().map(row -> instance(row, present)).toList();
    }

    private static AskingInstance instance(Tuple row, Set<String> present) {
        return new AskingInstance(
                row.get("instance_id", String.class),
                row.get("application", String.class),
                row.get("version", String.class),
                row.get("at", Instant.class),
                present.contains(row.get("instance_id", String.class)));
    }
}
