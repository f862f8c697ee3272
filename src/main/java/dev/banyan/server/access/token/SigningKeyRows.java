package dev.banyan.server.access.token;

import dev.banyan.server.access.people.KnownPeople;
import dev.banyan.server.access.people.RememberedKeys;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
public class SigningKeyRows implements PanacheRepositoryBase<SigningKeyEntity, String>, RememberedKeys {

    /** Newest first; the kid breaks a tie, so that all replicas sign with the same one. */
    List<SigningKeyEntity> usable(Instant now) {
        return ofUsable(now).list();
    }

    @Override
    public List<KnownPeople.Key> newest(Instant now, int most) {
        return ofUsable(now).page(0, most).stream()
                .map(row -> new KnownPeople.Key(row.kid, row.publicKey, row.retiresAt))
                .toList();
    }

    private PanacheQuery<SigningKeyEntity> ofUsable(Instant now) {
        return find("retiresAt is null or retiresAt > ?1 order by createdAt desc, kid", now);
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
