package dev.banyan.server.delivery.instance;

import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.environment.Audience;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Lagging;
import dev.banyan.server.environment.LaggingBuilder;
import dev.banyan.wire.Abilities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the instances understand that are there. Who says nothing is of the first release. */
@ApplicationScoped
class ListeningInstances implements Audience {
    private static final int NAMED = 10;

    private final EntityManager database;
    private final DeliveryConfig config;

    ListeningInstances(EntityManager database, DeliveryConfig config) {
        this.database = database;
        this.config = config;
    }

    @Override
    @Transactional
    public List<Lagging> lacking(EnvironmentScope scope, Set<String> needed) {
        List<Tuple> kinds = Rows.query(database, """
                        select application, sdk, understands, count(*) as instances,
                          string_agg(coalesce(nullif(host, ''), id), ' ' order by host, id) as names
                        from instance
                        where environment_id = :environment and last_seen > clock_timestamp() - make_interval(secs => :timeout)
                        group by application, sdk, understands order by application, sdk, understands""")
                .setParameter("environment", scope.id())
                .setParameter("timeout", config.instanceTimeout().toMillis() / 1_000.0)
                .getResultList();
        return kinds.stream()
                .map(kind -> lagging(kind, needed))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Lagging> lagging(Tuple kind, Set<String> needed) {
        String said = kind.get("understands", String.class);
        Set<String> understands = said == null ? Abilities.FIRST : Abilities.words(said);
        Set<String> lacking = new TreeSet<>(needed);
        lacking.removeAll(understands);
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = List.of(kind.get("names", String.class).split(" "));
        return Optional.of(LaggingBuilder.builder()
                .application(kind.get("application", String.class))
                .sdk(kind.get("sdk", String.class))
                .instances(Math.toIntExact(kind.get("instances", Long.class)))
                .names(names.subList(0, Math.min(NAMED, names.size())))
                .lacking(lacking)
                .byParts(understands.contains(Abilities.BY_PARTS))
                .build());
    }
}
