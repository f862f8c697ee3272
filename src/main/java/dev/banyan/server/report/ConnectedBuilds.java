package dev.banyan.server.report;

import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.Instances;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the instances that are there now say of one route. */
@ApplicationScoped
public class ConnectedBuilds {
    private final EntityManager database;
    private final Instances instances;

    ConnectedBuilds(EntityManager database, Instances instances) {
        this.database = database;
        this.instances = instances;
    }

    /** In the order of names and versions. */
    @Transactional
    public List<ConnectedBuild> of(EnvironmentScope scope, String route) {
        Map<String, Boolean> declares = declares(scope, route);
        Map<ConnectedBuild, Long> builds = instances.present(scope).stream()
                .map(instance -> build(instance, declares))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return builds.entrySet().stream()
                .map(each -> new ConnectedBuild(
                        each.getKey().application(),
                        each.getKey().version(),
                        each.getValue(),
                        each.getKey().declares()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static ConnectedBuild build(Instance instance, Map<String, Boolean> declares) {
        return new ConnectedBuild(instance.application(), instance.version(), 0, declares.get(instance.id()));
    }

    /** By instance that has reported. */
    private Map<String, Boolean> declares(EnvironmentScope scope, String route) {
        List<Tuple> rows = Rows.query(database, """
                        select r.instance_id, d.route_key is not null as declares
                        from instance_report r
                        left join declaration d on d.environment_id = r.environment_id and d.declared = r.declared and d.route_key = :route
                        where r.environment_id = :environment""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        Map<String, Boolean> declares = new HashMap<>();
        rows.forEach(row -> declares.put(row.get("instance_id", String.class), row.get("declares", Boolean.class)));
        return declares;
    }
}
