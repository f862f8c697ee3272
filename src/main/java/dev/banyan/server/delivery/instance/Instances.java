package dev.banyan.server.delivery.instance;

import dev.banyan.server.database.Rows;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.request.UnreadPart;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is connected to any replica, and what they hold. */
@ApplicationScoped
public class Instances {
    private final EntityManager database;
    private final DeliveryConfig config;

    Instances(EntityManager database, DeliveryConfig config) {
        this.database = database;
        this.config = config;
    }

    /** In the order of their names. */
    @Transactional
    public List<Instance> present(EnvironmentScope scope) {
        return present(scope, "i.application, i.host, i.id");
    }

    /** In the order of their identifiers, which stands while instances come and go. */
    @Transactional
    public Page<Instance> page(EnvironmentScope scope, PageRequest request) {
        String after = Optional.ofNullable(request.after()).orElse("");
        List<Instance> rows = present(scope, after, "i.id limit " + request.fetch());
        return Page.of(rows, request, Instance::id);
    }

    /** Those first that need a look: refused, behind, then in the order of their names. */
    @Transactional
    public List<Instance> present(EnvironmentScope scope, int most) {
        return present(
                scope,
                "i.refused_revision is null, i.unread is null or i.unread_revision is distinct from i.applied_revision, case when i.applied_epoch = e.epoch then i.applied_revision end nulls first,"
                        + " i.application, i.host, i.id limit " + most);
    }

    private List<Instance> present(EnvironmentScope scope, String order) {
        return present(scope, "", order);
    }

    /** @param after only those whose identifiers are greater; none is empty */
    private List<Instance> present(EnvironmentScope scope, String after, String order) {
        List<Tuple> rows = Rows.query(database, """
                        select i.id, i.application, i.version, i.host, i.sdk, i.started_at, coalesce(i.last_heard, i.last_seen) as last_seen,
                          i.connected_to is not null as connected,
                          case when i.applied_epoch = e.epoch then i.applied_revision end as applied_revision, i.applied_at, i.refused_revision,
                          i.refused_reason,
                          case when i.applied_epoch = e.epoch and i.unread_revision = i.applied_revision then cast(i.unread as text) end as unread
                        from instance i join environment e on e.id = i.environment_id
                        where i.environment_id = :environment
                          and i.last_seen > clock_timestamp() - make_interval(secs => :timeout)
                          and i.id > :after
                        order by\s""" + order)
                .setParameter("environment", scope.id())
                .setParameter("after", after)
                .setParameter("timeout", (double) config.instanceTimeout().toSeconds())
                .getResultList();
        return rows.stream().map(Instances::instance).toList();
    }

    private static Instance instance(Tuple row) {
        return InstanceBuilder.builder()
                .id(row.get("id", String.class))
                .application(row.get("application", String.class))
                .version(row.get("version", String.class))
                .host(row.get("host", String.class))
                .sdk(row.get("sdk", String.class))
                .startedAt(row.get("started_at", Instant.class))
                .lastSeen(row.get("last_seen", Instant.class))
                .connected(row.get("connected", Boolean.class))
                .appliedRevision(row.get("applied_revision", Long.class))
                .appliedAt(row.get("applied_at", Instant.class))
                .refusedRevision(row.get("refused_revision", Long.class))
                .refusal(row.get("refused_reason", String.class))
                .unread(UnreadPart.read(row.get("unread", String.class)))
                .build();
    }
}
