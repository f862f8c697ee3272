package dev.banyan.server.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "plan_calendar")
class CalendarEntity {
    /** @param environment empty for the whole project's */
    @Embeddable
    record Id(
            @Column(name = "project_key") String project,
            @Column(name = "environment_key") String environment) {}

    @EmbeddedId
    Id id;

    String body;
    long version;
}
