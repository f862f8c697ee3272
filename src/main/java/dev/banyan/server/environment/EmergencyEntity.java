package dev.banyan.server.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A rollback that was taken while the database was away, once it is committed. */
@Entity
@Table(name = "emergency")
class EmergencyEntity {
    @Embeddable
    record Id(@Column(name = "environment_id") long environmentId, UUID id) implements Serializable {}

    @EmbeddedId
    Id id;

    String mode;
    String routes;
    String actor;
    String reason;

    @Column(name = "taken_at")
    Instant takenAt;

    @Column(name = "settled_revision")
    long settledRevision;

    @Column(name = "settled_at")
    Instant settledAt;
}
