package dev.banyan.server.environment;

import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was changed in an environment, by whom and why. */
@ApplicationScoped
public class ChangeLog {
    private static final String CHANGE =
            "select new dev.banyan.server.environment.Change(c.id.revision, c.at, c.actor, c.action, c.subject, c.reason,"
                    + " i.id.key, i.before, i.after, e.takenAt) from ChangeEntity c left join ChangeItemEntity i"
                    + " on i.id.environmentId = c.id.environmentId and i.id.revision = c.id.revision"
                    + " left join EmergencyEntity e"
                    + " on e.id.environmentId = c.id.environmentId and e.settledRevision = c.id.revision";

    private final EntityManager database;

    ChangeLog(EntityManager database) {
        this.database = database;
    }

    /**
     * Newest first: the changes that touched a route, those of the whole environment included.
     *
     * @param before only changes of lower revisions, for paging
     */
    @Transactional
    public List<Change> ofRoute(EnvironmentScope scope, String route, long before, int limit) {
        return database.createQuery(
                        CHANGE + " where c.id.environmentId = :environment and c.id.revision < :before"
                                + " and ((i.id.section = 'route' and i.id.key = :route) or i.id.key is null)"
                                + " order by c.id.revision desc",
                        Change.class)
                .setParameter("environment", scope.id())
                .setParameter("before", before)
                .setParameter("route", route)
                .setMaxResults(limit)
                .getResultList();
    }

    @Transactional
    public Optional<Change> ofRouteAt(EnvironmentScope scope, String route, long revision) {
        return ofRoute(scope, route, revision + 1, 1).stream()
                .filter(change -> change.revision() == revision)
                .findFirst();
    }

    /** When a revision was committed, in the database's time. */
    @Transactional
    public Optional<Instant> committedAt(EnvironmentScope scope, long revision) {
        return database.createQuery("select c.at from ChangeEntity c where c.id = :id", Instant.class)
                .setParameter("id", new ChangeEntity.Id(scope.id(), revision))
                .getResultStream()
                .findFirst();
    }

    /** The revision that a request with this key has made before; a key that belongs to another request is refused. */
    Optional<Long> revisionOf(EnvironmentScope scope, Intent intent) {
        return withKey(scope, intent.idempotencyKey()).map(change -> sameRequest(change, intent));
    }

    private Optional<ChangeEntity> withKey(EnvironmentScope scope, String idempotencyKey) {
        if (idempotencyKey == null) {
            return Optional.empty();
        }
        return database.createQuery(
                        "from ChangeEntity c where c.id.environmentId = :environment and c.idempotencyKey = :key",
                        ChangeEntity.class)
                .setParameter("environment", scope.id())
                .setParameter("key", idempotencyKey)
                .getResultStream()
                .findFirst();
    }

    private static long sameRequest(ChangeEntity change, Intent intent) {
        if (!intent.action().is(change.action) || !change.subject.equals(intent.subject())) {
            throw keyReused(change.action, change.subject);
        }
        return change.id.revision();
    }

    public static Problem keyReused(String action, String subject) {
        return Problem.conflict(
                "idempotency-key-reused",
                "This Idempotency-Key belongs to another request: " + action + " of " + subject + ".",
                "Use a new key for each action.");
    }

    /** The intent without its key if an earlier change has it: that the answer to that change was lost is no reason to do nothing now. */
    Intent unused(EnvironmentScope scope, Intent intent) {
        return withKey(scope, intent.idempotencyKey()).isPresent() ? intent.once(null) : intent;
    }

    void append(EnvironmentScope scope, long revision, Instant at, Intent intent, List<Piece> pieces) {
        ChangeEntity change = new ChangeEntity();
        change.id = new ChangeEntity.Id(scope.id(), revision);
        change.at = at;
        change.actor = intent.actor().name();
        change.action = intent.action().key();
        change.subject = intent.subject();
        change.reason = intent.reason();
        change.idempotencyKey = intent.idempotencyKey();
        database.persist(change);
        pieces.forEach(piece -> database.persist(item(scope, revision, piece)));
    }

    private static ChangeItemEntity item(EnvironmentScope scope, long revision, Piece piece) {
        ChangeItemEntity item = new ChangeItemEntity();
        item.id = new ChangeItemEntity.Id(scope.id(), revision, piece.section().key(), piece.key());
        item.before = piece.before();
        item.after = piece.after();
        return item;
    }
}
