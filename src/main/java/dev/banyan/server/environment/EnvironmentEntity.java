package dev.banyan.server.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "environment")
class EnvironmentEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "project_key")
    String project;

    String key;
    String name;

    @Column(name = "is_protected")
    boolean guarded;

    String epoch;
    long revision;

    @Column(name = "epoch_began_at")
    Instant epochBeganAt;

    @Column(name = "urgent_revision")
    long urgentRevision;

    @Column(name = "rollback_mode")
    String rollbackMode;

    @Column(name = "rolled_back_at")
    Instant rolledBackAt;

    @Column(name = "rolled_back_by")
    String rolledBackBy;

    @Column(name = "created_at")
    Instant createdAt;

    EnvironmentScope scope() {
        return new EnvironmentScope(id, project, key);
    }

    EnvironmentState state() {
        return EnvironmentStateBuilder.builder()
                .scope(scope())
                .name(name)
                .guarded(guarded)
                .epoch(epoch)
                .revision(revision)
                .urgentRevision(urgentRevision)
                .rollback(RollbackMode.parse(rollbackMode))
                .rolledBackAt(rolledBackAt)
                .rolledBackBy(rolledBackBy)
                .createdAt(createdAt)
                .build();
    }
}
