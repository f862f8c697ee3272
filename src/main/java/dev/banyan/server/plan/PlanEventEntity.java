package dev.banyan.server.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What happened to a plan; written once. */
@Entity
@Table(name = "plan_event")
class PlanEventEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "plan_id")
    long plan;

    Instant at;
    String kind;
    int step;
    String actor;
    String words;
}
