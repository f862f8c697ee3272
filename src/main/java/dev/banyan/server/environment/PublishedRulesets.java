package dev.banyan.server.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rulesets that SDKs get to see. */
@ApplicationScoped
public class PublishedRulesets {
    private final EntityManager database;

    PublishedRulesets(EntityManager database) {
        this.database = database;
    }

    /** The newest committed ruleset. Waits for a change in progress, so that revision and pieces belong together. */
    @Transactional
    public Optional<RulesetDocument> load(long environmentId) {
        return database.createQuery("from EnvironmentEntity where id = ?1", EnvironmentEntity.class)
                .setParameter(1, environmentId)
                .setLockMode(jakarta.persistence.LockModeType.PESSIMISTIC_READ)
                .getResultStream()
                .findFirst()
                .map(environment -> assemble(environment.state()));
    }

    /** The entity tag of every environment's newest ruleset, by its id; cheap enough to be asked every second. */
    @Transactional
    public Map<Long, String> etags() {
        Map<Long, String> etags = new TreeMap<>();
        database.createQuery("select id, epoch, revision from EnvironmentEntity", Object[].class)
                .getResultList()
                .forEach(row -> etags.put((Long) row[0], RulesetDocument.etag((String) row[1], (Long) row[2])));
        return etags;
    }

    RulesetDocument assemble(EnvironmentState environment) {
        long id = environment.scope().id();
        return RulesetDocument.assemble(
                environment, pinning(id), bodies(id, Section.SEGMENT), bodies(id, Section.ROUTE));
    }

    void put(EnvironmentScope scope, long revision, List<Piece> pieces) {
        pieces.forEach(piece -> put(scope, revision, piece));
        database.flush();
    }

    private void put(EnvironmentScope scope, long revision, Piece piece) {
        var id = new PublishedEntity.Id(scope.id(), piece.section().key(), piece.key());
        PublishedEntity existing = database.find(PublishedEntity.class, id);
        if (piece.body() == null) {
            Optional.ofNullable(existing).ifPresent(database::remove);
            return;
        }
        PublishedEntity row = existing == null ? new PublishedEntity() : existing;
        row.id = id;
        row.revision = revision;
        row.body = piece.body();
        database.persist(row);
    }

    private String pinning(long environmentId) {
        PinningEntity pinning = database.find(PinningEntity.class, environmentId);
        return pinning == null ? null : pinning.published();
    }

    private List<String> bodies(long environmentId, Section section) {
        return database.createQuery(
                        // Bytewise: the same order whatever locale a database was made with.
                        "select body from PublishedEntity where id.environmentId = ?1 and id.section = ?2"
                                + " order by collate(id.key as ucs_basic)",
                        String.class)
                .setParameter(1, environmentId)
                .setParameter(2, section.key())
                .getResultList();
    }
}
