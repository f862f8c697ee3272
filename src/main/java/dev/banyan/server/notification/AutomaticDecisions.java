package dev.banyan.server.notification;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.flag.EmergencyRecorded;
import dev.banyan.server.flag.PacedRollbackFinished;
import dev.banyan.server.guard.GuardActed;
import dev.banyan.server.guard.GuardSight;
import dev.banyan.server.guard.rail.Action;
import dev.banyan.server.guard.rules.Sight;
import dev.banyan.server.health.fold.OutcomesSetAside;
import dev.banyan.server.plan.PlanMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes notices of what other slices decide by themselves. */
@ApplicationScoped
class AutomaticDecisions {
    /** Who moves a plan that goes by itself. */
    private static final String PLAN = "plan";

    private final Notices notices;

    AutomaticDecisions(Notices notices) {
        this.notices = notices;
    }

    void acted(@Observes GuardActed event) {
        notices.add(AnnouncedDecisionBuilder.builder()
                .project(event.project())
                .environment(event.environment())
                .kind(kind(event.action()))
                .source("guard:" + event.decisionId())
                .routes(List.of(event.route()))
                .words(event.words())
                .at(event.at())
                .build());
    }

    private static Kind kind(Action action) {
        return switch (action) {
            case ROLLED_BACK -> Kind.GUARD_ROLLED_BACK;
            case PAUSED -> Kind.GUARD_PAUSED;
            case TOLD -> Kind.GUARD_TOLD;
        };
    }

    /** Once when it begins, once when it is over. */
    void sight(@Observes GuardSight event) {
        notices.add(AnnouncedDecisionBuilder.builder()
                .project(event.project())
                .environment(event.environment())
                .kind(event.sees() ? Kind.GUARD_SEES : Kind.GUARD_BLIND)
                .source((event.sees() ? "sees:" : "blind:") + event.environmentId() + ":" + event.since())
                .routes(List.of())
                .words(event.sees() ? seesAgain(event) : Sight.words(event.since(), event.at()))
                .at(event.at())
                .build());
    }

    private static String seesAgain(GuardSight event) {
        return "It was blind for " + Spans.inSeconds(Duration.between(event.since(), event.at()))
                + "; what came meanwhile has been looked at, or is said to be missing.";
    }

    /** Once an hour: one is enough to make somebody look. */
    void setAside(@Observes OutcomesSetAside event) {
        EnvironmentScope scope = event.scope();
        notices.add(AnnouncedDecisionBuilder.builder()
                .project(scope.project())
                .environment(scope.key())
                .kind(Kind.MEASUREMENTS_SET_ASIDE)
                .source("set-aside:" + scope.id() + ":" + event.at().truncatedTo(ChronoUnit.HOURS))
                .routes(List.of())
                .words("Some " + event.kind()
                        + " that services sent could not be counted: they are missing in charts and for"
                        + " guardrails, and kept for the operator. " + event.reason())
                .at(event.at())
                .build());
    }

    /** What a person did to a plan, the others see in its timeline. */
    void moved(@Observes PlanMoved event) {
        kind(event)
                .ifPresent(kind -> notices.add(AnnouncedDecisionBuilder.builder()
                        .project(event.project())
                        .environment(event.environment())
                        .kind(kind)
                        .source("plan:" + event.planId() + ":" + event.kind().key() + ":" + event.at())
                        .routes(event.routes())
                        .words(event.words() == null ? "" : event.words())
                        .at(event.at())
                        .build()));
    }

    private static Optional<Kind> kind(PlanMoved event) {
        if (!event.actor().equals(PLAN)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (event.kind()) {
                    case STEPPED -> Kind.PLAN_STEPPED;
                    case WAITS_FOR_APPROVAL -> Kind.PLAN_WAITS_FOR_APPROVAL;
                    case PAUSED -> Kind.PLAN_PAUSED;
                    case FINISHED -> Kind.PLAN_FINISHED;
                    case STARTED, APPROVED, SKIPPED, RESUMED, EDITED, ABORTED -> null;
                });
    }

    void finished(@Observes PacedRollbackFinished event) {
        EnvironmentScope scope = event.scope();
        notices.add(AnnouncedDecisionBuilder.builder()
                .project(scope.project())
                .environment(scope.key())
                .kind(Kind.PACED_ROLLBACK_FINISHED)
                .source("pace:" + scope.id() + ":" + event.route() + ":" + event.startedAt())
                .routes(List.of(event.route()))
                .words("The rollback that " + event.by() + " began over " + event.seconds()
                        + " s has returned everybody to legacy.")
                .at(event.at())
                .build());
    }

    void recorded(@Observes EmergencyRecorded event) {
        EnvironmentScope scope = event.scope();
        String done = event.taken().mode() == RollbackMode.ISOLATE ? "isolation" : "rollback";
        notices.add(AnnouncedDecisionBuilder.builder()
                .project(scope.project())
                .environment(scope.key())
                .kind(Kind.EMERGENCY_RECORDED)
                .source("emergency:" + event.taken().id())
                .routes(
                        event.taken().routes() == null
                                ? List.of()
                                : event.taken().routes())
                .words("The " + done + " that " + event.taken().actor()
                        + " took while the database was away is recorded now.")
                .at(event.at())
                .build());
    }
}
