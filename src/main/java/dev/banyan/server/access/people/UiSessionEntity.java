package dev.banyan.server.access.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "ui_session")
class UiSessionEntity {

    @Id
    @Column(name = "token_hash")
    String tokenHash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    UserEntity user;

    @Column(name = "credential_version")
    int credentialVersion;

    @Column(name = "csrf_token")
    String csrfToken;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "last_seen_at")
    Instant lastSeenAt;

    /** One that began while the password was being changed never is. */
    boolean isLive(SessionLimits limits, Instant now) {
        return limits.live(createdAt, lastSeenAt, now) && credentialVersion == user.credentialVersion;
    }
}
