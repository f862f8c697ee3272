package dev.banyan.server.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds secrets: leaves this package only as {@link PinningView}, or as part of the ruleset. */
@Entity
@Table(name = "pinning")
class PinningEntity {
    @Id
    @Column(name = "environment_id")
    long environmentId;

    String secret;
    String previous;

    @Column(name = "rotated_at")
    Instant rotatedAt;

    @Column(name = "max_age_seconds")
    int maxAgeSeconds = PinningView.NONE.maxAgeSeconds();

    PinningView view() {
        return new PinningView(secret != null, rotatedAt, previous != null, maxAgeSeconds);
    }

    /** As SDKs get to see it: the first secret signs. Null when it says no more than silence does. */
    String published() {
        List<String> secrets =
                Stream.of(secret, previous).filter(Objects::nonNull).toList();
        return view().equals(PinningView.NONE) ? null : RulesetJson.write(new Published(secrets, maxAgeSeconds));
    }

    /** From a row that was not read by way of the entity. */
    static PinningEntity of(String secret, String previous, Instant rotatedAt, int maxAgeSeconds) {
        PinningEntity pinning = new PinningEntity();
        pinning.secret = secret;
        pinning.previous = previous;
        pinning.rotatedAt = rotatedAt;
        pinning.maxAgeSeconds = maxAgeSeconds;
        return pinning;
    }

    private record Published(List<String> secrets, int maxAgeSeconds) {}
}
