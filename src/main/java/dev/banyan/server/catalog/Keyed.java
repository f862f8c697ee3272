package dev.banyan.server.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** What a project holds under a key of its own: never removed, only marked as deleted, so that keys are never reused. */
@MappedSuperclass
abstract class Keyed {
    @EmbeddedId
    KeyInProject id;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "deleted_at")
    Instant deletedAt;
}
