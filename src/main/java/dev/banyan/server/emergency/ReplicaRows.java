package dev.banyan.server.emergency;

import dev.banyan.server.database.OneColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

@ApplicationScoped
class ReplicaRows {
    /** More would not be told one by one in time anyway. */
    private static final int MOST = 200;

    private static final int SECRET_BYTES = 32;

    private final EntityManager database;
    private final SecureRandom random;

    ReplicaRows(EntityManager database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    /** Of replicas that start together the first one makes it. */
    void makeSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        database.createNativeQuery("insert into cluster_secret (secret) values (?1) on conflict do nothing")
                .setParameter(1, HexFormat.of().formatHex(secret))
                .executeUpdate();
    }

    String secret() {
        return OneColumn.query(database, "select secret from cluster_secret", "secret", String.class)
                .getSingleResult();
    }

    void seen(String url) {
        database.createNativeQuery("insert into replica (url, seen_at) values (?1, clock_timestamp())"
                        + " on conflict (url) do update set seen_at = excluded.seen_at")
                .setParameter(1, url)
                .executeUpdate();
        database.createNativeQuery("delete from replica where seen_at < clock_timestamp() - interval '1 day'")
                .executeUpdate();
    }

    /** Those that have given a sign of life within the last minutes: who was away for a moment is worth a try. */
    List<String> lately() {
        return OneColumn.query(
                        database,
                        "select url from replica where seen_at > clock_timestamp() - interval '10 minutes' order by url",
                        "url",
                        String.class)
                .setMaxResults(MOST)
                .getResultList();
    }
}
