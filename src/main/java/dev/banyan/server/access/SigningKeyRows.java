package dev.banyan.server.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SigningKeyRows implements PanacheRepositoryBase<SigningKeyEntity, String> {

    /** Newest first; the kid breaks a tie, so that all replicas sign with the same one. */
    List<SigningKeyEntity> usable(Instant now) {
        return list("retiresAt is null or retiresAt > ?1 order by createdAt desc, kid", now);
    }

    void retireAll(Instant at) {
        update("retiresAt = ?1 where retiresAt is null", at);
    }

    long removeRetired(Instant now) {
        return delete("retiresAt <= ?1", now);
    }

    void lock() {
        getEntityManager()
                .createNativeQuery("lock table signing_key in share row exclusive mode")
                .executeUpdate();
    }
}
