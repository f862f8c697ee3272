package dev.banyan.server.web;

import dev.banyan.server.delivery.Convergence;
import dev.banyan.server.delivery.Instance;
import dev.banyan.server.delivery.Instances;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.report.LocalState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads who is connected and how far a revision has spread. */
@ApplicationScoped
class InstanceReader {
    private final Instances instances;

    InstanceReader(Instances instances) {
        this.instances = instances;
    }

    /**
     * @param revision the one whose spreading is of interest
     * @param local what holds on single instances only
     */
    InstancesView read(EnvironmentState environment, long revision, List<LocalState> local, Instant now) {
        Map<String, String> words = local.stream()
                .filter(LocalState::deviates)
                .collect(Collectors.toMap(LocalState::instance, LocalView::words));
        return new InstancesView(
                convergence(environment, revision, now),
                instances.present(environment.scope()).stream()
                        .map(instance -> row(instance, environment, now, words.get(instance.id())))
                        .toList());
    }

    ConvergenceView convergence(EnvironmentState environment, long revision, Instant now) {
        Convergence convergence = instances.convergence(environment, revision);
        Long last = convergence.lastMillis();
        return new ConvergenceView(
                convergence.revision(),
                convergence.applied(),
                convergence.total(),
                convergence.complete() && last != null ? Duration.ofMillis(last) : null,
                Duration.between(convergence.committedAt(), now),
                names(convergence.stragglers(), false),
                names(convergence.stragglers(), true));
    }

    private static List<String> names(List<Instance> stragglers, boolean refused) {
        return stragglers.stream()
                .filter(instance -> (instance.refusal() != null) == refused)
                .map(instance -> instance.application().isEmpty() ? instance.id() : instance.application())
                .toList();
    }

    private static InstancesView.InstanceRow row(
            Instance instance, EnvironmentState environment, Instant now, String local) {
        long revision = Optional.ofNullable(instance.appliedRevision()).orElse(-1L);
        return new InstancesView.InstanceRow(
                instance.id(),
                instance.application().isEmpty() ? "(unnamed)" : instance.application(),
                instance.version(),
                instance.host(),
                instance.sdk(),
                revision,
                environment.revision() - Math.max(0, revision),
                instance.connected() ? InstancesView.Connection.STREAMING : InstancesView.Connection.POLLING,
                instance.refusal(),
                new Moment(instance.lastSeen(), now),
                local);
    }
}
