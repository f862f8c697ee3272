package dev.banyan.server.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.access.kit.TestClock;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions on the real database, under a clock that can be moved. */
@BanyanTest
class SessionsApiTest {

    @Inject
    UiSessionRows rows;

    @Inject
    UserRows users;

    @Inject
    AuditTrail audit;

    @Inject
    SecureRandom random;

    @Inject
    SessionLimits limits;

    private final TestClock clock = new TestClock();
    private UiSessions sessions;
    private String token;

    @BeforeEach
    void a_session_just_begun() {
        sessions = new UiSessions(rows, users, audit, clock, random, limits);
        ApiClient ana = TestUsers.stranger();
        token = QuarkusTransaction.requiringNew()
                .call(() -> sessions.start(verified(ana.username()), Optional.empty()));
    }

    @Test
    void the_token_itself_is_nowhere_in_the_database() {
        assertThat(stored().tokenHash).isNotEqualTo(token).isEqualTo(Secrets.sha256(token));
    }

    @Test
    void use_within_a_minute_writes_nothing_later_use_once() {
        Instant began = stored().lastSeenAt;

        clock.advance(Duration.ofSeconds(59));
        assertThat(use()).isTrue();
        assertThat(stored().lastSeenAt).isEqualTo(began);

        clock.advance(Duration.ofSeconds(1));
        assertThat(use()).isTrue();
        assertThat(stored().lastSeenAt).isEqualTo(began.plusSeconds(60));
    }

    @Test
    void a_session_in_use_lives_on_beyond_the_idle_limit_but_not_beyond_the_week() {
        for (int hours = 0; hours < 7 * 24 - 11; hours += 11) {
            assertThat(use()).as("after %d hours", hours).isTrue();
            clock.advance(Duration.ofHours(11));
        }
        clock.advance(Duration.ofHours(11));

        assertThat(use()).isFalse();
    }

    @Test
    void an_unused_session_ends_and_its_row_is_removed() {
        clock.advance(limits.idle());
        assertThat(use()).isFalse();
        clock.advance(Duration.ofSeconds(1));

        QuarkusTransaction.requiringNew().run(() -> sessions.removeExpired());

        assertThat(QuarkusTransaction.requiringNew().call(() -> rows.of(token))).isEmpty();
    }

    @Test
    void a_session_that_began_under_the_old_password_is_none() {
        QuarkusTransaction.requiringNew().run(() -> rows.findById(stored().tokenHash).credentialVersion--);

        assertThat(use()).isFalse();
    }

    private boolean use() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sessions.find(token))
                .isPresent();
    }

    private UiSessionEntity stored() {
        return QuarkusTransaction.requiringNew().call(() -> rows.of(token)).orElseThrow();
    }

    private VerifiedUser verified(String username) {
        UserEntity user = users.named(username).orElseThrow();
        return new VerifiedUser(user.id, user.username, user.credentialVersion);
    }
}
