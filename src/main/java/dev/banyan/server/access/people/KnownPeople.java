package dev.banyan.server.access.people;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.banyan.server.access.kit.Secrets;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who was who when the database was last seen. Holds no password and no private key, and of sessions only hashes. Immutable.
 *
 * @param version changes whenever the rest does
 */
public final class KnownPeople {
    static final KnownPeople NOBODY = new KnownPeople(new Content("", List.of(), List.of(), List.of()));

    /** @param roles by project */
    record Person(
            String username,
            String displayName,
            boolean administrator,
            int credentialVersion,
            Map<String, Role> roles) {

        Optional<Role> role(String project) {
            return administrator ? Optional.of(Role.ADMIN) : Optional.ofNullable(roles.get(project));
        }
    }

    @RecordBuilder
    record Session(
            String tokenHash,
            String username,
            int credentialVersion,
            String csrfToken,
            Instant createdAt,
            Instant lastSeenAt) {

        @JsonIgnore
        UiSession live() {
            return new UiSession(tokenHash, username, csrfToken, credentialVersion);
        }
    }

    /**
     * Verifies API tokens.
     *
     * @param publicKey as the database holds it
     * @param retiresAt null for not yet
     */
    public record Key(String kid, String publicKey, Instant retiresAt) {}

    /** The form on disk. */
    record Content(String version, List<Person> people, List<Session> sessions, List<Key> keys) {}

    private final Content content;
    private final Map<String, Person> byName;
    private final Map<String, Session> byHash;

    KnownPeople(Content content) {
        this.content = content;
        this.byName = content.people().stream().collect(Collectors.toMap(Person::username, Function.identity()));
        this.byHash = content.sessions().stream().collect(Collectors.toMap(Session::tokenHash, Function.identity()));
    }

    Content content() {
        return content;
    }

    Optional<Person> person(String username) {
        return Optional.ofNullable(byName.get(username));
    }

    Optional<UiSession> session(String token, SessionLimits limits, Instant now) {
        return Optional.ofNullable(byHash.get(Secrets.sha256(token)))
                .filter(session -> limits.live(session.createdAt(), session.lastSeenAt(), now))
                .filter(this::isUnderItsPassword)
                .map(Session::live);
    }

    private boolean isUnderItsPassword(Session session) {
        return person(session.username())
                .filter(person -> person.credentialVersion() == session.credentialVersion())
                .isPresent();
    }

    public Optional<Key> key(String kid, Instant now) {
        return content.keys().stream()
                .filter(key -> key.kid().equals(kid))
                .filter(key -> key.retiresAt() == null || now.isBefore(key.retiresAt()))
                .findFirst();
    }
}
