package dev.banyan.server.environment;

import dev.banyan.server.database.LockPatience;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class EnvironmentRows implements PanacheRepository<EnvironmentEntity> {
    private final LockPatience patience;

    EnvironmentRows(LockPatience patience) {
        this.patience = patience;
    }

    Optional<EnvironmentEntity> inProject(String project, String key) {
        return find("project = ?1 and key = ?2", project, key).firstResultOptional();
    }

    List<EnvironmentEntity> ofProject(String project) {
        return list("project = ?1 order by id", project);
    }

    /** Every change of an environment begins here: whoever holds this row's lock owns the next revision. */
    EnvironmentEntity lock(EnvironmentScope scope) {
        EnvironmentEntity entity = find("id", scope.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(LockPatience.HINT, patience.left())
                .singleResult();
        // The row may have been read before the lock was granted: what counts is what it says now.
        getEntityManager().refresh(entity, LockModeType.PESSIMISTIC_WRITE);
        return entity;
    }
}
