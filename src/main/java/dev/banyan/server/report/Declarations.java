package dev.banyan.server.report;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.Instances;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which routes code asks for, and from where. */
@ApplicationScoped
public class Declarations {
    private record Build(String application, String version, Integer kind, String defaultStage) {}

    /** What instances of one build have in common. */
    private static final class Tally {
        private long running;
        private long instances;
        private final Set<String> sites = new TreeSet<>();

        Declaration of(Build build) {
            return DeclarationBuilder.builder()
                    .application(build.application)
                    .version(build.version)
                    .running(running)
                    .instances(instances)
                    .kind(build.kind)
                    .defaultStage(build.defaultStage)
                    .sites(List.copyOf(sites))
                    .build();
        }
    }

    private final EntityManager database;
    private final Instances instances;

    Declarations(EntityManager database, Instances instances) {
        this.database = database;
        this.instances = instances;
    }

    /** Who asks for a route, in the order of names and versions. */
    @Transactional
    public List<Declaration> ofRoute(EnvironmentScope scope, String route) {
        List<Tuple> rows = Rows.query(database, """
                        select r.application, r.version, d.kind, d.default_stage, d.sites, r.instance_id
                        from declaration d
                        join instance_report r on r.environment_id = d.environment_id and r.declared = d.declared
                        where d.environment_id = :environment and d.route_key = :route
                        order by r.application, r.version, d.kind, d.default_stage""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        if (rows.isEmpty()) {
            return List.of();
        }
        Set<String> present =
                instances.present(scope).stream().map(Instance::id).collect(Collectors.toSet());
        Map<Build, Tally> builds = new LinkedHashMap<>();
        rows.forEach(row -> count(builds, row, present));
        return builds.entrySet().stream()
                .map(build -> build.getValue().of(build.getKey()))
                .toList();
    }

    private static void count(Map<Build, Tally> builds, Tuple row, Set<String> present) {
        Build build = new Build(
                row.get("application", String.class),
                row.get("version", String.class),
                row.get("kind", Integer.class),
                row.get("default_stage", String.class));
        Tally tally = builds.computeIfAbsent(build, any -> new Tally());
        tally.instances++;
        tally.running += present.contains(row.get("instance_id", String.class)) ? 1 : 0;
        tally.sites.addAll(sites(row.get("sites", String.class)));
    }

    /** All that code asks for in an environment; empty too when nobody has said anything yet. */
    @Transactional
    List<DeclaredUse> all(EnvironmentScope scope) {
        List<Tuple> rows = Rows.query(database, """
                        select d.route_key, r.application, r.version, d.kind, d.default_stage, min(d.sites) as sites
                        from (select distinct environment_id, declared, application, version from instance_report
                              where environment_id = :environment) r
                        join declaration d on d.environment_id = r.environment_id and d.declared = r.declared
                        group by 1, 2, 3, 4, 5 order by 1, 2, 3""")
                .setParameter("environment", scope.id())
                .getResultList();
        return rows.stream().map(Declarations::use).toList();
    }

    /** False while no instance has said what its code asks for: then nothing follows from what is not declared. */
    @Transactional
    boolean any(EnvironmentScope scope) {
        return OneColumn.query(
                        database,
                        "select exists (select 1 from instance_report where environment_id = :environment)",
                        "exists",
                        Boolean.class)
                .setParameter("environment", scope.id())
                .getSingleResult();
    }

    private static DeclaredUse use(Tuple row) {
        return new DeclaredUse(
                row.get("route_key", String.class),
                Declaration.named(row.get("application", String.class), row.get("version", String.class)),
                row.get("kind", Integer.class),
                row.get("default_stage", String.class),
                sites(row.get("sites", String.class)).stream().findFirst().orElse(null));
    }

    private static List<String> sites(String json) {
        return List.of(RulesetJson.read(json, String[].class));
    }
}
