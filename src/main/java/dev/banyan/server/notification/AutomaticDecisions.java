package dev.banyan.server.notification;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.EmergencyRecorded;
import dev.banyan.server.flag.PacedRollbackFinished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Makes notices of what other slices decide by themselves. */
@ApplicationScoped
class AutomaticDecisions {
    private final Notices notices;

    AutomaticDecisions(Notices notices) {
        this.notices = notices;
    }

    void finished(@Observes PacedRollbackFinished event) {
        EnvironmentScope scope = event.scope();
        notices.add(new Decision(
                scope.project(),
                scope.key(),
                Kind.PACED_ROLLBACK_FINISHED,
                "pace:" + scope.id() + ":" + event.route() + ":" + event.startedAt(),
                List.of(event.route()),
                "The rollback that " + event.by() + " began over " + event.seconds()
                        + " s has returned everybody to legacy.",
                event.at()));
    }

    void recorded(@Observes EmergencyRecorded event) {
        EnvironmentScope scope = event.scope();
        String done = event.taken().mode() == RollbackMode.ISOLATE ? "isolation" : "rollback";
        notices.add(new Decision(
                scope.project(),
                scope.key(),
                Kind.EMERGENCY_RECORDED,
                "emergency:" + event.taken().id(),
                event.taken().routes() == null ? List.of() : event.taken().routes(),
                "The " + done + " that " + event.taken().actor() + " took while the database was away is recorded now.",
                event.at()));
    }
}
