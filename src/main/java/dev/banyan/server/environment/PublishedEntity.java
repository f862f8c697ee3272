package dev.banyan.server.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

@Entity
@Table(name = "published")
class PublishedEntity {
    @EmbeddedId
    Id id;

    long revision;
    String body;

    @Embeddable
    record Id(@Column(name = "environment_id") long environmentId, String section, String key)
            implements Serializable {}
}
