package dev.banyan.server.access.sdkkey;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class SdkKeyRows implements PanacheRepository<SdkKeyEntity> {

    Optional<SdkKeyEntity> in(long environmentId, long keyId) {
        return find("environmentId = ?1 and id = ?2", environmentId, keyId).firstResultOptional();
    }

    List<SdkKeyEntity> page(long environmentId, PageRequest page) {
        return find(
                        "environmentId = ?1 and id > ?2 order by id",
                        environmentId,
                        page.afterNumber().orElse(0))
                .range(0, page.fetch() - 1)
                .list();
    }

    long live(long environmentId, Instant now) {
        return count(
                "environmentId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)",
                environmentId,
                now);
    }

    List<SdkKeyEntity> allLive() {
        return list("revokedAt is null");
    }

    void used(Collection<Long> keyIds, Instant at) {
        update("lastUsedAt = ?1 where id in ?2", at, keyIds);
    }

    /** Those with a refusal since then, the one that was refused last first. */
    List<SdkKeyEntity> refusedSince(long environmentId, Instant since) {
        return list("environmentId = ?1 and lastRefusedAt > ?2 order by lastRefusedAt desc", environmentId, since);
    }

    void refused(long keyId, long more, Instant at, String request) {
        update("refused = refused + ?2, lastRefusedAt = ?3, lastRefusal = ?4 where id = ?1", keyId, more, at, request);
    }

    long version() {
        return OneColumn.query(getEntityManager(), "select version from sdk_key_version", "version", Long.class)
                .getSingleResult();
    }

    /** In the transaction that changes a key: whoever reads the new number also sees the change. */
    void bumpVersion() {
        getEntityManager()
                .createNativeQuery("update sdk_key_version set version = version + 1")
                .executeUpdate();
    }
}
