package dev.banyan.server.access.sdkkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "sdk_key")
class SdkKeyEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    @Column(name = "project_key")
    String project;

    @Column(name = "environment_key")
    String environment;

    String name;
    String hint;

    @Column(name = "key_hash")
    String keyHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "last_used_at")
    Instant lastUsedAt;

    long refused;

    @Column(name = "last_refused_at")
    Instant lastRefusedAt;

    @Column(name = "last_refusal")
    String lastRefusal;

    @Column(name = "revoked_at")
    Instant revokedAt;
}
