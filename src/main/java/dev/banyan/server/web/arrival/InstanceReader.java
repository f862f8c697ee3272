package dev.banyan.server.web.arrival;

import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.Instances;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.report.LocalState;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.report.LocalView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads who is connected. */
@ApplicationScoped
public class InstanceReader {
    private static final int SHOWN = 50;

    private final Instances instances;
    private final ConvergenceReader convergences;

    InstanceReader(Instances instances, ConvergenceReader convergences) {
        this.instances = instances;
        this.convergences = convergences;
    }

    /**
     * @param revision the one whose spreading is of interest
     * @param local what holds on single instances only
     */
    public InstancesView read(EnvironmentState environment, long revision, List<LocalState> local, Instant now) {
        Map<String, String> words = local.stream()
                .filter(LocalState::deviates)
                .collect(Collectors.toMap(LocalState::instance, LocalView::words));
        ConvergenceView convergence =
                convergences.read(environment, revision, now).inPassing();
        List<InstancesView.InstanceRow> rows = instances.present(environment.scope(), SHOWN).stream()
                .map(instance -> row(instance, environment, now, words.get(instance.id())))
                .toList();
        int there = convergence.counts().total() - convergence.counts().gone();
        return new InstancesView(convergence, rows, Math.max(0, there - rows.size()));
    }

    private static InstancesView.InstanceRow row(
            Instance instance, EnvironmentState environment, Instant now, String local) {
        long revision = Optional.ofNullable(instance.appliedRevision()).orElse(-1L);
        return InstancesViewInstanceRowBuilder.builder()
                .id(instance.id())
                .application(instance.application().isEmpty() ? "(unnamed)" : instance.application())
                .version(instance.version())
                .host(instance.host())
                .sdk(instance.sdk())
                .revision(revision)
                .behind(environment.revision() - Math.max(0, revision))
                .connection(
                        instance.connected() ? InstancesView.Connection.STREAMING : InstancesView.Connection.POLLING)
                .refusal(instance.refusal())
                .lastSeen(new Moment(instance.lastSeen(), now))
                .local(toKnow(instance, local))
                .build();
    }

    /** What an instance does not follow, beside what it decides alone; null for nothing. */
    private static String toKnow(Instance instance, String local) {
        String all = Stream.concat(
                        Stream.ofNullable(local), instance.unread().stream().map(part -> "It " + part.words() + "."))
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all;
    }
}
