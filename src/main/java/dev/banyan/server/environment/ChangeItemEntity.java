package dev.banyan.server.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

@Entity
@Table(name = "change_item")
class ChangeItemEntity {
    @EmbeddedId
    Id id;

    @Column(name = "before_state")
    String before;

    @Column(name = "after_state")
    String after;

    @Embeddable
    record Id(@Column(name = "environment_id") long environmentId, long revision, String section, String key)
            implements Serializable {}
}
