package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Secrets;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class UiSessionRows implements PanacheRepositoryBase<UiSessionEntity, String> {

    Optional<UiSessionEntity> of(String token) {
        return find("from UiSessionEntity s join fetch s.user where s.tokenHash = ?1", Secrets.sha256(token))
                .firstResultOptional();
    }

    List<UiSessionEntity> all(Set<String> tokenHashes) {
        return list("from UiSessionEntity s join fetch s.user where s.tokenHash in ?1", tokenHashes);
    }

    /** A statement of its own, so that two requests at once do not fight over the row's old state. */
    void seen(String tokenHash, Instant at) {
        update("lastSeenAt = ?1 where tokenHash = ?2 and lastSeenAt < ?1", at, tokenHash);
    }

    void end(String token) {
        deleteById(Secrets.sha256(token));
    }

    void endAll(long userId) {
        delete("user.id", userId);
    }

    long removeExpired(Instant createdBefore, Instant seenBefore) {
        return delete("createdAt < ?1 or lastSeenAt < ?2", createdBefore, seenBefore);
    }
}
