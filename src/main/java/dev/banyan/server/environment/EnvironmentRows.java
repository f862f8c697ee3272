package dev.banyan.server.environment;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class EnvironmentRows implements PanacheRepository<EnvironmentEntity> {

    Optional<EnvironmentEntity> inProject(String project, String key) {
        return find("project = ?1 and key = ?2", project, key).firstResultOptional();
    }

    List<EnvironmentEntity> ofProject(String project) {
        return list("project = ?1 order by id", project);
    }

    /** Every change of an environment begins here: whoever holds this row's lock owns the next revision. */
    EnvironmentEntity lock(EnvironmentScope scope) {
        EnvironmentEntity entity = findById(scope.id(), LockModeType.PESSIMISTIC_WRITE);
        // The row may have been read before the lock was granted: what counts is what it says now.
        getEntityManager().refresh(entity, LockModeType.PESSIMISTIC_WRITE);
        return entity;
    }
}
