package dev.banyan.server.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has applied a revision.
 *
 * @param total instances that are there now
 * @param lastMillis from commit to the last acknowledgement so far, in the database's time; null while there is none
 * @param stragglers those that have not applied it, with the revision that they hold
 */
public record Convergence(
        long revision,
        Instant committedAt,
        int total,
        int applied,
        int refused,
        Long firstMillis,
        Long lastMillis,
        List<Instance> stragglers) {

    @JsonProperty
    public boolean complete() {
        return total > 0 && applied == total;
    }

    /** @param acknowledgedAt when each instance had first applied this revision or a later one, by instance id */
    static Convergence of(
            long revision, Instant committedAt, List<Instance> instances, Map<String, Instant> acknowledgedAt) {
        List<Instance> stragglers = instances.stream()
                .filter(instance -> !holds(instance, revision))
                .toList();
        // Instances that came later got the revision with their first snapshot: that says nothing about how fast it
        // spread.
        List<Long> millis = instances.stream()
                .filter(instance -> holds(instance, revision))
                .filter(instance ->
                        instance.startedAt() == null || instance.startedAt().isBefore(committedAt))
                .map(instance -> acknowledgedAt.get(instance.id()))
                .filter(Objects::nonNull)
                .map(at -> Math.max(0, Duration.between(committedAt, at).toMillis()))
                .sorted()
                .toList();
        return new Convergence(
                revision,
                committedAt,
                instances.size(),
                instances.size() - stragglers.size(),
                (int) stragglers.stream().filter(it -> refused(it, revision)).count(),
                millis.isEmpty() ? null : millis.get(0),
                millis.isEmpty() ? null : millis.get(millis.size() - 1),
                stragglers);
    }

    private static boolean holds(Instance instance, long revision) {
        return Optional.ofNullable(instance.appliedRevision()).orElse(-1L) >= revision;
    }

    private static boolean refused(Instance instance, long revision) {
        return Optional.ofNullable(instance.refusedRevision()).orElse(-1L) >= revision;
    }
}
