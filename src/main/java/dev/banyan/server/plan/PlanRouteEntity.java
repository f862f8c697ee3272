package dev.banyan.server.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A route that a plan moves. */
@Entity
@Table(name = "plan_route")
class PlanRouteEntity {
    @EmbeddedId
    Id id;

    @Column(name = "environment_id")
    long environmentId;

    boolean live;

    @Embeddable
    record Id(
            @Column(name = "plan_id") long plan,
            @Column(name = "route_key") String route) {}

    static PlanRouteEntity live(PlanEntity plan, String route) {
        PlanRouteEntity entity = new PlanRouteEntity();
        entity.id = new Id(plan.id, route);
        entity.environmentId = plan.environmentId;
        entity.live = true;
        return entity;
    }
}
