package dev.banyan.server.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of the trail. Written once; the database refuses anything else. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntryEntity {

    @Id
    long sequence;

    Instant at;

    @Column(name = "actor_kind")
    String actorKind;

    String actor;

    @Column(name = "project_key")
    String project;

    @Column(name = "environment_key")
    String environment;

    String action;
    String subject;

    /** JSON as text, not jsonb: the hash covers these very bytes, and jsonb would reorder them. */
    String details;

    @Column(name = "previous_hash")
    String previousHash;

    String hash;
}
