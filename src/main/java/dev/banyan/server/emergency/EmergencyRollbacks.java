package dev.banyan.server.emergency;

import dev.banyan.server.access.people.Permission;
import dev.banyan.server.access.people.RememberedUser;
import dev.banyan.server.delivery.ruleset.EmergencyReach;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.UnrecordedRollback;
import dev.banyan.server.flag.UnrecordedRollbackBuilder;
import dev.banyan.server.flag.UnsettledRollback;
import dev.banyan.server.flag.WithoutDatabase;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Takes rollbacks while the database cannot be reached: checked against what is in memory, in force when this returns. */
@ApplicationScoped
public class EmergencyRollbacks implements WithoutDatabase {
    private static final Logger LOG = Logger.getLogger(EmergencyRollbacks.class);

    private final RememberedUser user;
    private final LiveRulesets rulesets;
    private final HeldRollbacks held;
    private final EmergencyReach reach;
    private final ReplicaBroadcast telling;
    private final Replicas replicas;
    private final Clock clock;

    EmergencyRollbacks(
            RememberedUser user,
            LiveRulesets rulesets,
            HeldRollbacks held,
            EmergencyReach reach,
            ReplicaBroadcast telling,
            Replicas replicas,
            Clock clock) {
        this.user = user;
        this.rulesets = rulesets;
        this.held = held;
        this.reach = reach;
        this.telling = telling;
        this.replicas = replicas;
        this.clock = clock;
    }

    @Override
    public UnrecordedRollback take(RollbackOrder order) {
        user.require(order.project(), Permission.ROLL_BACK);
        EnvironmentScope environment = known(order);
        HeldRollback wanted = HeldRollback.of(
                order, environment, user.actor(), clock.instant().truncatedTo(ChronoUnit.MILLIS), replicas.self());
        requireOwnKey(wanted);
        Optional<HeldRollback> before = held.covering(wanted);
        if (before.isEmpty()) {
            takeNow(wanted);
        }
        return standing(before.orElse(wanted));
    }

    @Override
    public List<UnsettledRollback> unsettled(EnvironmentScope environment) {
        return of(environment)
                .map(it -> new UnsettledRollback(it.taken(), it.intent(replicas.self())))
                .toList();
    }

    /** In force here and not committed yet, in the order in which they were taken. */
    public List<UnrecordedRollback> waiting(EnvironmentScope environment) {
        return of(environment).map(this::standing).toList();
    }

    private Stream<HeldRollback> of(EnvironmentScope environment) {
        return held.all().stream().filter(it -> it.environment().id() == environment.id());
    }

    private void requireOwnKey(HeldRollback wanted) {
        held.all().stream().filter(it -> it.misuses(wanted)).findFirst().ifPresent(other -> {
            throw ChangeLog.keyReused(other.action(), other.subject());
        });
    }

    private void takeNow(HeldRollback rollback) {
        if (held.full()) {
            throw Problem.unavailable(
                    "This replica holds " + HeldRollbacks.MOST + " rollbacks that are not recorded yet.",
                    Duration.ofSeconds(5));
        }
        held.add(rollback);
        LOG.warnf(
                "Taken without the database: %s %s in %s/%s by %s (%s)",
                rollback.action(),
                rollback.subject(),
                rollback.environment().project(),
                rollback.environment().key(),
                rollback.actor(),
                rollback.id());
        telling.tellAndWait();
    }

    private EnvironmentScope known(RollbackOrder order) {
        LiveRuleset ruleset = rulesets.named(order.project(), order.environment())
                .orElseThrow(() -> Problem.notFound("environment " + order.environment()));
        if (order.scope() == RollbackOrder.Scope.MIGRATION) {
            throw Problem.of(503, "unavailable", "Not available at the moment")
                    .detail("Which routes belong to a migration stands in the database, which cannot be reached.")
                    .remedy("Roll back its routes one by one, or the environment " + order.environment() + ".")
                    .retryAfter(Duration.ofSeconds(5))
                    .build();
        }
        if (order.scope() == RollbackOrder.Scope.ROUTE && ruleset.rules().route(order.subject()) == null) {
            throw Problem.notFound("route " + order.subject());
        }
        return ruleset.scope();
    }

    private UnrecordedRollback standing(HeldRollback rollback) {
        return UnrecordedRollbackBuilder.builder()
                .id(rollback.id())
                .recorded(false)
                .takenAt(rollback.takenAt())
                .actor(rollback.actor())
                .mode(rollback.mode())
                .routes(rollback.routes())
                .survivesRestart(held.onDisk())
                .instances(reach.of(rollback.environment().id(), rollback.id()).size())
                .told(telling.told(rollback))
                .detail(detail(rollback))
                .next(next(held.onDisk()))
                .build();
    }

    private static String detail(HeldRollback rollback) {
        String what = rollback.routes() == null ? "every route" : String.join(", ", rollback.routes());
        return rollback.mode() == RollbackMode.ISOLATE
                ? "In force on the instances connected here: no call of " + what + " reaches the new side. Not recorded"
                        + " yet, because the database cannot take it at the moment."
                : "In force on the instances connected here: legacy answers everyone on " + what + ". Not recorded yet,"
                        + " because the database cannot take it at the moment.";
    }

    private static String next(boolean durable) {
        String later = "When the database is back it is recorded with this time, and holds until somebody resumes.";
        return durable ? later : later + " This replica could not write it to its disk: do not restart it before then.";
    }
}
