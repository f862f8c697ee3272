package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.plan.calendar.OpenTimes;
import dev.banyan.server.plan.rules.Plan;
import dev.banyan.server.plan.rules.PlanState;
import dev.banyan.server.plan.rules.PlanStateBuilder;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "plan")
class PlanEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    /** The route, or what a group is called. */
    String name;

    short kind;

    /** Null for steps of one's own. */
    String template;

    String steps;
    String status;
    int step;

    @Column(name = "step_since")
    Instant stepSince;

    boolean waived;
    boolean asked;
    boolean approved;
    int attempt;
    long revision;
    String words;

    @Column(name = "started_by")
    String startedBy;

    @Column(name = "edited_by")
    String editedBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    /** Grows with every event, so that nobody acts on what is over. */
    long version;

    RouteKind routeKind() {
        return RouteKind.ofStages(kind);
    }

    Plan plan(OpenTimes calendar) {
        return new Plan(routeKind(), List.of(RulesetJson.read(steps, PlanStep[].class)), calendar);
    }

    PlanState state() {
        return PlanStateBuilder.builder()
                .status(Status.parse(status))
                .step(step)
                .since(stepSince)
                .waived(waived)
                .asked(asked)
                .approved(approved)
                .attempt(attempt)
                .build();
    }

    void set(PlanState state) {
        status = state.status().key();
        step = state.step();
        stepSince = state.since();
        waived = state.waived();
        asked = state.asked();
        approved = state.approved();
        attempt = state.attempt();
        version++;
    }

    void set(List<PlanStep> wanted, String from, String by) {
        steps = RulesetJson.write(wanted);
        template = from;
        editedBy = by;
    }
}
