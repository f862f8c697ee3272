package dev.banyan.server.flag.segment;

import dev.banyan.server.environment.RulesetJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "segment")
class SegmentEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    String key;
    long version;

    /** As published. */
    String body;

    boolean deleted;

    SegmentView view() {
        SegmentSpec spec = RulesetJson.read(body, SegmentSpec.class);
        return new SegmentView(spec.key(), spec.attribute(), spec.included(), spec.conditions(), version);
    }
}
