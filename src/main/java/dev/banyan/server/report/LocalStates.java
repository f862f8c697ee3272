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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds on single instances that are there now. */
@ApplicationScoped
public class LocalStates {
    private static final Comparator<LocalState> ORDER = Comparator.comparing(LocalState::route)
            .thenComparing(LocalState::application)
            .thenComparing(LocalState::host)
            .thenComparing(LocalState::instance);

    private final EntityManager database;
    private final Instances instances;

    LocalStates(EntityManager database, Instances instances) {
        this.database = database;
        this.instances = instances;
    }

    /** By route, application and host. */
    @Transactional
    public List<LocalState> of(EnvironmentScope scope) {
        List<Tuple> rows = Rows.query(database, """
                        select instance_id, route_key, override_stage, override_from, breaker, breaker_since, errors, slow, calls, openings
                        from local_state where environment_id = :environment""")
                .setParameter("environment", scope.id())
                .getResultList();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, Instance> present =
                instances.present(scope).stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        return rows.stream()
                .filter(row -> present.containsKey(row.get("instance_id", String.class)))
                .map(row -> state(row, present.get(row.get("instance_id", String.class))))
                .sorted(ORDER)
                .toList();
    }

    public List<LocalState> ofRoute(EnvironmentScope scope, String route) {
        return of(scope).stream().filter(state -> state.route().equals(route)).toList();
    }

    private static LocalState state(Tuple row, Instance instance) {
        String stage = row.get("override_stage", String.class);
        String breaker = row.get("breaker", String.class);
        return LocalStateBuilder.builder()
                .instance(instance.id())
                .application(instance.application())
                .version(instance.version())
                .host(instance.host())
                .route(row.get("route_key", String.class))
                .override(
                        stage == null ? null : new LocalState.Overridden(stage, row.get("override_from", String.class)))
                .breaker(
                        breaker == null
                                ? null
                                : new LocalState.Breaker(
                                        breaker,
                                        row.get("breaker_since", Instant.class),
                                        row.get("errors", Long.class),
                                        row.get("slow", Long.class),
                                        row.get("calls", Long.class)))
                .openings(row.get("openings", Long.class))
                .build();
    }
}
