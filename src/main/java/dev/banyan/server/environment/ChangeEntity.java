package dev.banyan.server.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "change")
class ChangeEntity {
    @EmbeddedId
    Id id;

    Instant at;
    String actor;
    String action;
    String subject;
    String reason;

    @Column(name = "idempotency_key")
    String idempotencyKey;

    @Embeddable
    record Id(@Column(name = "environment_id") long environmentId, long revision) implements Serializable {}
}
