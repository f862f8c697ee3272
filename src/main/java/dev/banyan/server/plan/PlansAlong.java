package dev.banyan.server.plan;

import dev.banyan.server.access.people.Memberships;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.GoesAlong;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.Rollback;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan that a rollback stopped goes on with its routes. One that a person has paused, or that stopped for another reason, waits for
 * somebody to say so.
 */
@ApplicationScoped
class PlansAlong implements GoesAlong {
    private final PlanRows rows;
    private final Environments environments;
    private final Flags flags;
    private final GoingOn going;
    private final Memberships memberships;

    PlansAlong(PlanRows rows, Environments environments, Flags flags, GoingOn going, Memberships memberships) {
        this.rows = rows;
        this.environments = environments;
        this.flags = flags;
        this.going = going;
        this.memberships = memberships;
    }

    @Override
    public Held hold(EnvironmentScope scope, List<String> routes) {
        List<PlanEntity> stopped = rows.lockLive(scope, routes).stream()
                .filter(plan -> stoppedByARollback(scope, plan))
                .toList();
        return (actor, reason) -> stopped.forEach(plan -> goOn(scope, plan, actor, reason));
    }

    /** One that still runs has not noticed yet. */
    private boolean stoppedByARollback(EnvironmentScope scope, PlanEntity plan) {
        Status status = plan.state().status();
        return status == Status.RUNNING
                || status == Status.PAUSED
                        && rows.lastEvent(scope, plan, Kind.PAUSED)
                                .filter(event -> event.actor.equals(PlanTurns.PLAN.name()))
                                .filter(event -> rolledBackAt(scope, plan)
                                        .filter(back -> !event.at.isBefore(back))
                                        .isPresent())
                                .isPresent();
    }

    /** The first of the rollbacks that hold its routes back. */
    private Optional<Instant> rolledBackAt(EnvironmentScope scope, PlanEntity plan) {
        Stream<Instant> ofRoutes = rows.routes(scope, plan).stream()
                .map(route -> flags.get(scope, route))
                .map(FlagView::rollback)
                .filter(Objects::nonNull)
                .map(Rollback::at);
        Stream<Instant> ofAll =
                Stream.ofNullable(environments.get(scope.project(), scope.key()).rolledBackAt());
        return Stream.concat(ofRoutes, ofAll).min(Comparator.naturalOrder());
    }

    private void goOn(EnvironmentScope scope, PlanEntity plan, Actor actor, String reason) {
        if (!memberships.allows(scope.project(), actor, Permission.CHANGE_FLAG)) {
            stay(plan, actor.name() + " resumed the route. Somebody who may move it can resume the plan.");
            return;
        }
        try {
            going.resume(scope, plan, actor, reason);
        } catch (Problem cannot) {
            stay(plan, "It cannot go on: " + cannot.getMessage());
        }
    }

    /** One that runs finds out in its next turn. */
    private static void stay(PlanEntity plan, String words) {
        if (plan.state().status() == Status.PAUSED) {
            plan.words = words;
            plan.version++;
        }
    }
}
