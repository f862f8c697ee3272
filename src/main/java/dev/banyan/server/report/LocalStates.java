package dev.banyan.server.report;

import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.Instances;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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
    @SuppressWarnings("unchecked")
    public List<LocalState> of(EnvironmentScope scope) {
        List<Object[]> rows = database.createNativeQuery("""
                        select instance_id, route_key, override_stage, override_from, breaker, breaker_since, errors, slow, calls, openings
                        from local_state where environment_id = :environment""", Object[].class)
                .setParameter("environment", scope.id())
                .getResultList();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, Instance> present =
                instances.present(scope).stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        return rows.stream()
                .filter(row -> present.containsKey((String) row[0]))
                .map(row -> state(row, present.get((String) row[0])))
                .sorted(ORDER)
                .toList();
    }

    public List<LocalState> ofRoute(EnvironmentScope scope, String route) {
        return of(scope).stream().filter(state -> state.route().equals(route)).toList();
    }

    private static LocalState state(Object[] row, Instance instance) {
        String stage = (String) row[2];
        String breaker = (String) row[4];
        return new LocalState(
                instance.id(),
                instance.application(),
                instance.version(),
                instance.host(),
                (String) row[1],
                stage == null ? null : new LocalState.Overridden(stage, (String) row[3]),
                breaker == null
                        ? null
                        : new LocalState.Breaker(
                                breaker, (Instant) row[5], (Long) row[6], (Long) row[7], (Long) row[8]),
                (Long) row[9]);
    }
}
