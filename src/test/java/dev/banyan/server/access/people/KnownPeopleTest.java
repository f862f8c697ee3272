package dev.banyan.server.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.access.people.KnownPeople.Key;
import dev.banyan.server.access.people.KnownPeople.Person;
import dev.banyan.server.access.people.KnownPeople.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownPeopleTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofHours(12), Duration.ofDays(7));
    private static final Person ANA = new Person("ana", "Ana", false, 3, Map.of("shop", Role.OPERATOR));
    private static final Person ROOT = new Person("root", "Root", true, 1, Map.of());

    private final KnownPeople known = new KnownPeople(new KnownPeople.Content(
            "1",
            List.of(ANA, ROOT),
            List.of(
                    session("live", NOW.minus(Duration.ofHours(2)), NOW.minus(Duration.ofHours(1))),
                    KnownPeopleSessionBuilder.builder()
                            .tokenHash(Secrets.sha256("old password"))
                            .username("ana")
                            .credentialVersion(2)
                            .csrfToken("csrf")
                            .createdAt(NOW)
                            .lastSeenAt(NOW)
                            .build(),
                    session("idle", NOW.minus(Duration.ofDays(2)), NOW.minus(LIMITS.idle())),
                    session("old", NOW.minus(LIMITS.lifetime()), NOW.minus(Duration.ofMinutes(1)))),
            List.of(new Key("good", "…", null), new Key("going", "…", NOW.plusSeconds(1)))));

    @Test
    void a_session_is_found_by_its_token_and_dies_as_it_would_have() {
        assertThat(known.session("live", LIMITS, NOW))
                .contains(new UiSession(Secrets.sha256("live"), "ana", "csrf", 3));
        assertThat(known.session("idle", LIMITS, NOW)).isEmpty();
        assertThat(known.session("old", LIMITS, NOW)).isEmpty();
        assertThat(known.session("live", LIMITS, NOW.plus(LIMITS.idle()))).isEmpty();
        assertThat(known.session("old password", LIMITS, NOW)).isEmpty();
        assertThat(known.session(Secrets.sha256("live"), LIMITS, NOW))
                .as("what is on disk opens nothing")
                .isEmpty();
    }

    @Test
    void a_key_that_retires_during_the_outage_retires() {
        assertThat(known.key("going", NOW)).isPresent();
        assertThat(known.key("going", NOW.plusSeconds(1))).isEmpty();
        assertThat(known.key("good", NOW.plusSeconds(1))).isPresent();
        assertThat(known.key("unknown", NOW)).isEmpty();
    }

    @Test
    void roles_are_the_last_known_ones_and_strangers_have_none() {
        assertThat(known.person("ana").flatMap(ana -> ana.role("shop"))).contains(Role.OPERATOR);
        assertThat(known.person("ana").flatMap(ana -> ana.role("billing"))).isEmpty();
        assertThat(known.person("root").flatMap(root -> root.role("billing"))).contains(Role.ADMIN);
        assertThat(known.person("eve")).isEmpty();
    }

    private static Session session(String token, Instant created, Instant seen) {
        return KnownPeopleSessionBuilder.builder()
                .tokenHash(Secrets.sha256(token))
                .username("ana")
                .credentialVersion(3)
                .csrfToken("csrf")
                .createdAt(created)
                .lastSeenAt(seen)
                .build();
    }
}
