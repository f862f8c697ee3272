package dev.banyan.server.delivery.instance;

import dev.banyan.server.delivery.instance.InstanceEvent.Kind;
import dev.banyan.server.delivery.request.Acknowledgement;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * Events that are written down together, in the order in which they came. Says what is left to be written of them: at most one row of each
 * kind per instance, sorted, so that two replicas that write of the same instances do not wait for each other.
 */
record InstanceBatch(List<InstanceEvent> events) {

    private record Key(long environmentId, String instance) {

        static Key of(InstanceEvent event) {
            return new Key(event.environmentId(), event.instance().id());
        }
    }

    /** Who was there, with the newest stream that it opened. */
    List<InstanceEvent> seen() {
        return onePerInstance(
                event -> event.kind() != Kind.DISCONNECTED,
                (before, event) -> event.stream() == null ? event.on(before.stream()) : event);
    }

    List<InstanceEvent> gone() {
        return sorted(events.stream()
                .filter(event -> event.kind() == Kind.DISCONNECTED)
                .toList());
    }

    /** Every revision that anybody has applied. */
    List<InstanceEvent> applied() {
        return sorted(events.stream().filter(InstanceBatch::isApplied).toList());
    }

    /** The revision by which each instance decides now. */
    List<InstanceEvent> holds() {
        return onePerInstance(InstanceBatch::isApplied, (before, event) -> isBehind(event, before) ? before : event);
    }

    /** Who has refused, and not applied anything since. */
    List<InstanceEvent> refused() {
        return onePerInstance(event -> event.kind() == Kind.ACKNOWLEDGED, (before, event) -> event).stream()
                .filter(event -> !event.acknowledgement().applied())
                .toList();
    }

    /** Where something has changed that others may be waiting for: a mere sign of life is nothing new to anybody. */
    List<Long> changedEnvironments() {
        return events.stream()
                .filter(event -> event.kind() != Kind.SEEN)
                .map(InstanceEvent::environmentId)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isApplied(InstanceEvent event) {
        return event.kind() == Kind.ACKNOWLEDGED && event.acknowledgement().applied();
    }

    private static boolean isBehind(InstanceEvent event, InstanceEvent before) {
        Acknowledgement now = event.acknowledgement();
        Acknowledgement then = before.acknowledgement();
        return now.epoch().equals(then.epoch()) && now.revision() < then.revision();
    }

    private List<InstanceEvent> onePerInstance(Predicate<InstanceEvent> which, BinaryOperator<InstanceEvent> merged) {
        Map<Key, InstanceEvent> kept = new LinkedHashMap<>();
        events.stream().filter(which).forEach(event -> kept.merge(Key.of(event), event, merged));
        return sorted(kept.values());
    }

    private static List<InstanceEvent> sorted(Collection<InstanceEvent> events) {
        return events.stream()
                .sorted(Comparator.comparing(InstanceEvent::environmentId)
                        .thenComparing(event -> event.instance().id()))
                .toList();
    }
}
