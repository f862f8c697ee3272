package dev.banyan.server.convergence;

import dev.banyan.server.delivery.instance.Acknowledgements;
import dev.banyan.server.delivery.instance.InstancesChanged;
import dev.banyan.server.delivery.instance.Spread;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.Drain;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.history.Commit;
import dev.banyan.server.flag.rollback.Proof;
import dev.banyan.server.flag.rollback.Proofs;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/**
 * Waits for arrivals without a thread: whoever waits is woken when an instance of the environment has said something, on whichever
 * replica, and counts once. What comes meanwhile is one more look. A notification that is lost costs time, never the truth: at the end
 * of the time the database is asked in any case. When the replica is about to stop, nobody waits any longer.
 */
@ApplicationScoped
class ProofsByEvents implements Proofs {
    private static final long NO_ENVIRONMENT = -1;

    private final Environments environments;
    private final Convergences convergences;
    private final Acknowledgements acknowledgements;
    private final DeliveryConfig delivery;
    private final BroadcastProcessor<Long> changes = BroadcastProcessor.create();
    private volatile boolean stopping;

    ProofsByEvents(
            Environments environments,
            Convergences convergences,
            Acknowledgements acknowledgements,
            DeliveryConfig delivery) {
        this.environments = environments;
        this.convergences = convergences;
        this.acknowledgements = acknowledgements;
        this.delivery = delivery;
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        Uni.createFrom()
                .item(NO_ENVIRONMENT)
                .onItem()
                .delayIt()
                .by(Drain.ofOpen(delivery).plusMillis(1))
                .invoke(() -> stopping = true)
                .subscribe()
                .with(changes::onNext);
    }

    void changed(@Observes InstancesChanged event) {
        changes.onNext(event.environmentId());
    }

    @Override
    public Uni<Proof> await(EnvironmentScope scope, long revision, Duration atMost) {
        EnvironmentState environment = environments.get(scope.project(), scope.key());
        Commit commit = convergences.commit(environment, revision);
        long end = System.nanoTime() + atMost.toNanos();
        Multi<Long> events = changes.filter(changed -> stopping || changed == scope.id());
        Multi<Long> now = Multi.createFrom().item(scope.id());
        Multi<Long> last =
                Uni.createFrom().item(scope.id()).onItem().delayIt().by(atMost).toMulti();
        return Multi.createBy()
                .merging()
                .streams(events, now, last)
                // The newest is enough, and must not be missed: it may be the last.
                .onOverflow()
                .dropPreviousItems()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .map(woken -> stopping || System.nanoTime() - end >= 0 || arrived(commit))
                .filter(done -> done)
                .toUni()
                .map(done -> convergences.of(environment, revision));
    }

    /** Where nobody is, there is nobody to wait for. */
    private boolean arrived(Commit commit) {
        Spread spread = acknowledgements.spread(List.of(commit)).get(0);
        return spread.applied() == spread.total();
    }
}
