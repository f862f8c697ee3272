package dev.banyan.server.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.access.kit.AccessConfig;
import dev.banyan.server.access.kit.TestClock;
import dev.banyan.server.access.people.PeopleMemory;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.Database;
import dev.banyan.server.database.DatabaseReady;
import dev.banyan.server.testing.BanyanTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** All replicas sign with the same keys. */
@BanyanTest
class SigningKeysApiTest {

    @Inject
    AccessConfig config;

    @Inject
    SigningKeys keys;

    @Inject
    SigningKeyRows keyRows;

    @Inject
    AuditTrail audit;

    @Inject
    PeopleMemory people;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    SecureRandom random;

    @Test
    void another_replica_signs_with_the_same_key_and_learns_of_a_new_one_from_its_first_token() {
        TestClock replicasClock = new TestClock();
        SigningKeys replica = new SigningKeys(keyRows, audit, people, database, replicasClock, random, config);
        replica.atStart(new DatabaseReady());
        assertThat(replica.newest().kid()).isEqualTo(keys.newest().kid());

        String rotated = keys.rotate(Actor.system("test"));

        assertThat(replica.verifying(rotated))
                .as("within the same second it does not look again")
                .isEmpty();
        replicasClock.advance(java.time.Duration.ofSeconds(1));
        assertThat(replica.verifying(rotated)).isPresent();
        assertThat(replica.newest().kid()).isEqualTo(rotated);
    }

    @Test
    void another_replica_does_not_wait_while_a_signing_key_is_made() {
        AtomicInteger asked = new AtomicInteger();
        SecureRandom watching = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                if (asked.getAndIncrement() == 0) {
                    lockAtOnce();
                }
                super.nextBytes(bytes);
            }
        };

        new SigningKeys(keyRows, audit, people, database, clock, watching, config).rotate(Actor.system("test"));

        assertThat(asked).hasPositiveValue();
        // The server under test learns of it at once, as other tests expect.
        keys.atStart(new DatabaseReady());
    }

    /** As another replica would. Fails when somebody has the lock. */
    private void lockAtOnce() {
        QuarkusTransaction.requiringNew()
                .run(() -> keyRows.getEntityManager()
                        .createNativeQuery("lock table signing_key in share row exclusive mode nowait")
                        .executeUpdate());
    }
}
