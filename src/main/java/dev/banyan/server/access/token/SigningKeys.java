package dev.banyan.server.access.token;

import dev.banyan.server.access.kit.AccessConfig;
import dev.banyan.server.access.people.PeopleMemory;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.Database;
import dev.banyan.server.database.DatabaseReady;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys that sign API tokens: all replicas share them through the database and keep them in memory. The newest signs, all that have
 * not retired verify. Safe for use by many threads.
 */
@ApplicationScoped
public class SigningKeys {

    /** A retired key verifies for so many lives of a token, so that a rotation interrupts nobody. */
    private static final int LIVES = 4;

    /** An unknown key id may be a new key of another replica, or nonsense; nonsense must not cost a query each time. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private record Known(List<SigningKey> keys, Instant readAt) {}

    private final AccessConfig config;
    private final SigningKeyRows rows;
    private final AuditTrail audit;
    private final PeopleMemory memory;
    private final Database database;
    private final Clock clock;
    private final SecureRandom random;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(List.of(), Instant.EPOCH));

    SigningKeys(
            SigningKeyRows rows,
            AuditTrail audit,
            PeopleMemory memory,
            Database database,
            Clock clock,
            SecureRandom random,
            AccessConfig config) {
        this.config = config;
        this.rows = rows;
        this.audit = audit;
        this.memory = memory;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) DatabaseReady event) {
        read();
        if (known.get().keys.isEmpty()) {
            addFirst();
            read();
        }
    }

    /** Made before the lock is taken: on a busy machine that takes longer than another replica waits for the lock. */
    private void addFirst() {
        SigningKey key = SigningKey.generate(random);
        QuarkusTransaction.requiringNew().run(() -> {
            // Replicas that start together on an empty database must end up with one key.
            rows.lock();
            if (rows.usable(clock.instant()).isEmpty()) {
                add(key, Actor.system("first-start"));
            }
        });
    }

    SigningKey newest() {
        return known.get().keys.get(0);
    }

    /** With what a token is verified that names this key. */
    Optional<PublicKey> verifying(String kid) {
        Optional<SigningKey> key = inMemory(kid);
        if (key.isEmpty() && !database.isThere()) {
            return memory.known().key(kid, clock.instant()).map(known -> SigningKey.publicKey(kid, known.publicKey()));
        }
        if (key.isEmpty() && mayLookAgain()) {
            read();
            key = inMemory(kid);
        }
        return key.map(SigningKey::publicKey);
    }

    /** From now on a new key signs. Other replicas learn of it when they meet its first token. */
    String rotate(Actor actor) {
        SigningKey key = SigningKey.generate(random);
        QuarkusTransaction.requiringNew().run(() -> {
            rows.lock();
            Instant now = clock.instant();
            rows.removeRetired(now);
            rows.retireAll(now.plus(config.tokenLifetime().multipliedBy(LIVES)));
            add(key, actor);
        });
        read();
        return key.kid();
    }

    private void add(SigningKey key, Actor actor) {
        SigningKeyEntity row = key.toRow();
        row.createdAt = clock.instant();
        rows.persist(row);
        audit.record(actor, null, null, AuditAction.SIGNING_KEY_CREATED, key.kid(), Map.of());
    }

    private Optional<SigningKey> inMemory(String kid) {
        return known.get().keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    private boolean mayLookAgain() {
        return !clock.instant().isBefore(known.get().readAt.plus(LOOK_AGAIN));
    }

    private void read() {
        Instant now = clock.instant();
        List<SigningKey> keys = QuarkusTransaction.requiringNew()
                .call(() -> rows.usable(now).stream().map(SigningKey::of).toList());
        known.set(new Known(keys, now));
    }
}
