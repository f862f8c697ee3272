package dev.banyan.server.plan;

import dev.banyan.server.database.LockPatience;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.rules.PlanName;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.problem.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Timeouts;

@ApplicationScoped
class PlanRows implements PanacheRepository<PlanEntity> {
    private final LockPatience patience;

    PlanRows(LockPatience patience) {
        this.patience = patience;
    }

    PlanEntity get(EnvironmentScope scope, long id) {
        return find("id = ?1 and environmentId = ?2", id, scope.id())
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("plan " + id));
    }

    /** For a change by a person: waits for whoever has it in hand. */
    PlanEntity lock(EnvironmentScope scope, long id) {
        PlanEntity plan = find("id = ?1 and environmentId = ?2", id, scope.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(LockPatience.HINT, patience.left())
                .<PlanEntity>firstResultOptional()
                .orElseThrow(() -> Problem.notFound("plan " + id));
        // It may have been read before the lock was granted.
        getEntityManager().refresh(plan, LockModeType.PESSIMISTIC_WRITE);
        return plan;
    }

    List<PlanEntity> ofEnvironment(EnvironmentScope scope, Set<Status> among, long before, int limit) {
        List<String> statuses = among.stream().map(Status::key).toList();
        return find("environmentId = ?1 and status in ?2 and id < ?3 order by id desc", scope.id(), statuses, before)
                .page(0, limit)
                .list();
    }

    /** The live plans, by the routes that they move. */
    Map<String, PlanName> live(EnvironmentScope scope) {
        return getEntityManager()
                .createQuery(
                        "select r.id.route as route, p.id as id, p.name as name from PlanRouteEntity r join PlanEntity p on p.id = r.id.plan"
                                + " where r.environmentId = :environment and r.live",
                        Tuple.class)
                .setParameter("environment", scope.id())
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("route", String.class),
                        row -> new PlanName(row.get("id", Long.class), row.get("name", String.class))));
    }

    /** The live plan of a route, else its newest one. */
    Optional<PlanEntity> ofRoute(EnvironmentScope scope, String route) {
        return find(
                        "select p from PlanEntity p join PlanRouteEntity r on r.id.plan = p.id"
                                + " where r.environmentId = ?1 and r.id.route = ?2 order by r.live desc, p.id desc",
                        scope.id(),
                        route)
                .firstResultOptional();
    }

    Optional<PlanEntity> liveOf(EnvironmentScope scope, String route) {
        return ofRoute(scope, route).filter(plan -> Status.parse(plan.status).live());
    }

    /** For a change by a person: the live plans of any of these routes, always in one order. */
    List<PlanEntity> lockLive(EnvironmentScope scope, List<String> routes) {
        if (routes.isEmpty()) {
            return List.of();
        }
        return getEntityManager()
                .createQuery(
                        "select distinct r.id.plan from PlanRouteEntity r where r.environmentId = :environment and r.live"
                                + " and r.id.route in :routes order by r.id.plan",
                        Long.class)
                .setParameter("environment", scope.id())
                .setParameter("routes", routes)
                .getResultStream()
                .map(id -> lock(scope, id))
                .toList();
    }

    /** Everybody who has laid down any of its steps. */
    List<String> editors(EnvironmentScope scope, PlanEntity plan) {
        return getEntityManager()
                .createQuery(
                        "select distinct e.actor from PlanEventEntity e, PlanEntity p where p.id = e.plan"
                                + " and p.environmentId = :environment and e.plan = :plan and e.kind = :kind order by e.actor",
                        String.class)
                .setParameter("environment", scope.id())
                .setParameter("plan", plan.id)
                .setParameter("kind", Kind.EDITED.key())
                .getResultList();
    }

    Optional<PlanEventEntity> lastEvent(EnvironmentScope scope, PlanEntity plan, Kind kind) {
        return events(scope, plan).stream()
                .filter(event -> event.kind.equals(kind.key()))
                .findFirst();
    }

    List<String> routes(EnvironmentScope scope, PlanEntity plan) {
        return getEntityManager()
                .createQuery(
                        "select r.id.route from PlanRouteEntity r where r.environmentId = :environment"
                                + " and r.id.plan = :plan order by r.id.route",
                        String.class)
                .setParameter("environment", scope.id())
                .setParameter("plan", plan.id)
                .getResultList();
    }

    /** Its routes are free for another plan from now on. */
    void release(EnvironmentScope scope, PlanEntity plan) {
        getEntityManager()
                .createQuery(
                        "update PlanRouteEntity set live = false where environmentId = :environment and id.plan = :plan")
                .setParameter("environment", scope.id())
                .setParameter("plan", plan.id)
                .executeUpdate();
    }

    List<PlanEventEntity> events(EnvironmentScope scope, PlanEntity plan) {
        return getEntityManager()
                .createQuery(
                        "select e from PlanEventEntity e, PlanEntity p where p.id = e.plan and p.environmentId = :environment"
                                + " and e.plan = :plan order by e.id desc",
                        PlanEventEntity.class)
                .setParameter("environment", scope.id())
                .setParameter("plan", plan.id)
                .setMaxResults(200)
                .getResultList();
    }

    /** Of all environments: whichever replica is awake drives every plan. */
    List<Long> running() {
        return getEntityManager()
                .createQuery("select p.id from PlanEntity p where p.status = 'running' order by p.id", Long.class)
                .getResultList();
    }

    /** Empty when it no longer runs, or somebody else has it in hand at this moment. */
    Optional<PlanEntity> seize(long id) {
        return getEntityManager()
                .createQuery("from PlanEntity where id = :id and status = 'running'", PlanEntity.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", Timeouts.SKIP_LOCKED_MILLI)
                .getResultStream()
                .findFirst();
    }

    /** Where a plan lives. */
    EnvironmentScope scope(PlanEntity plan) {
        Tuple row = Rows.query(getEntityManager(), "select project_key, key from environment where id = :id")
                .setParameter("id", plan.environmentId)
                .getSingleResult();
        return new EnvironmentScope(
                plan.environmentId, row.get("project_key", String.class), row.get("key", String.class));
    }

    /** Times are compared with those of telemetry and of changes, so they come from the database's clock. */
    Instant now() {
        return OneColumn.time(getEntityManager());
    }
}
