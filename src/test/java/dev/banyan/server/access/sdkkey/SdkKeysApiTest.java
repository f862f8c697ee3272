package dev.banyan.server.access.sdkkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@BanyanTest
class SdkKeysApiTest {

    private static final Actor ANA = Actor.user("ana");

    @Inject
    SdkKeys keys;

    @Inject
    SdkKeyRefresh refresh;

    @Inject
    SdkKeyRows rows;

    @Inject
    AgroalDataSource pool;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int connections;

    private final KeyedEnvironment environment = new KeyedEnvironment(
            ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50), TestUsers.uniqueKey("shop"), "production");

    @Test
    void a_new_key_opens_its_environment_after_the_next_look() {
        IssuedSdkKey issued = keys.create(ANA, environment, "shop", null);

        refresh.poll();

        assertThat(keys.environmentOf(issued.key()))
                .contains(new SdkKeyScope(environment.id(), issued.details().id()));
    }

    @Test
    void a_revoked_key_opens_nothing_after_the_next_look() {
        IssuedSdkKey issued = keys.create(ANA, environment, "shop", null);
        refresh.poll();
        SdkKeyScope scope = keys.environmentOf(issued.key()).orElseThrow();

        keys.revoke(ANA, environment, issued.details().id());
        refresh.poll();

        assertThat(keys.environmentOf(issued.key())).isEmpty();
        assertThat(keys.stillLive(scope)).isFalse();
    }

    @Test
    void as_long_as_we_have_no_connection_to_look_with_nobody_is_told_that_their_key_is_wrong() throws SQLException {
        String unknown = SdkKeyText.generate(new SecureRandom());
        List<Connection> taken = new ArrayList<>();
        var waiting = pool.getConfiguration().connectionPoolConfiguration();
        Duration usual = waiting.acquisitionTimeout();
        try {
            for (int i = 0; i < connections; i++) {
                taken.add(pool.getConnection());
            }
            waiting.setAcquisitionTimeout(Duration.ofMillis(200));
            refresh.poll();

            assertThatThrownBy(() -> keys.environmentOf(unknown))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(503));
        } finally {
            waiting.setAcquisitionTimeout(usual);
            for (Connection connection : taken) {
                connection.close();
            }
        }
        refresh.poll();
        assertThat(keys.environmentOf(unknown)).isEmpty();
    }

    @Test
    void the_key_itself_is_nowhere_in_the_database() {
        IssuedSdkKey issued = keys.create(ANA, environment, "shop", null);

        SdkKeyEntity row = rows.findById(issued.details().id());
        assertThat(row.keyHash).isEqualTo(Secrets.sha256(issued.key()));
        assertThat(issued.key()).doesNotContain(row.hint);
        assertThat(keys.list(environment.id(), PageRequest.first()).items())
                .singleElement()
                .satisfies(view -> assertThat(view.toString()).doesNotContain(issued.key()));
        assertThat(issued.toString()).doesNotContain(issued.key());
    }

    @Test
    void use_is_noted() {
        IssuedSdkKey issued = keys.create(ANA, environment, "shop", null);
        refresh.poll();
        assertThat(keys.environmentOf(issued.key())).isPresent();

        refresh.noteUse();

        assertThat(keys.list(environment.id(), PageRequest.first())
                        .items()
                        .get(0)
                        .lastUsedAt())
                .isNotNull();
    }

    @Test
    void a_key_of_another_environment_cannot_be_revoked() {
        IssuedSdkKey issued = keys.create(ANA, environment, "shop", null);
        KeyedEnvironment other = new KeyedEnvironment(environment.id() + 1, "other", "production");

        assertThatThrownBy(() -> keys.revoke(ANA, other, issued.details().id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @Test
    void a_key_without_a_name_or_already_expired_is_refused() {
        assertThatThrownBy(() -> keys.create(ANA, environment, " ", null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).contains("name"));
        assertThatThrownBy(() -> keys.create(ANA, environment, "shop", Instant.EPOCH))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).contains("expiresAt"));
    }
}
