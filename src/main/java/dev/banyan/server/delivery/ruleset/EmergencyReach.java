package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.delivery.request.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Who has an emergency in force, as far as this replica was told: in memory, since the database is away when it matters. Forgotten when
 * the emergency is settled. Thread-safe.
 */
@ApplicationScoped
public class EmergencyReach {
    /** More instances than one replica carries. */
    private static final int MOST_INSTANCES = 100_000;

    /** @param at when it first said so */
    public record Reached(InstanceIdentity instance, Instant at) {}

    private record Key(long environmentId, UUID emergency) {}

    private final Map<Key, Map<String, Reached>> reached = new ConcurrentHashMap<>();
    private final LiveRulesets rulesets;
    private final Clock clock;

    EmergencyReach(LiveRulesets rulesets, Clock clock) {
        this.rulesets = rulesets;
        this.clock = clock;
    }

    /** In no order. */
    public List<Reached> of(long environmentId, UUID emergency) {
        return List.copyOf(reached.getOrDefault(new Key(environmentId, emergency), Map.of())
                .values());
    }

    /** @return whether any of them is in force on this replica */
    public boolean note(long environmentId, InstanceIdentity instance, List<UUID> emergencies) {
        if (emergencies.isEmpty()) {
            return false;
        }
        List<UUID> known =
                inForce(environmentId).stream().filter(emergencies::contains).toList();
        known.forEach(emergency -> note(new Key(environmentId, emergency), instance));
        return !known.isEmpty();
    }

    private void note(Key key, InstanceIdentity instance) {
        Map<String, Reached> instances = reached.computeIfAbsent(key, any -> new ConcurrentHashMap<>());
        if (instances.size() < MOST_INSTANCES) {
            instances.putIfAbsent(instance.id(), new Reached(instance, clock.instant()));
        }
    }

    private List<UUID> inForce(long environmentId) {
        return rulesets.of(environmentId).stream()
                .flatMap(ruleset -> ruleset.emergencies().stream())
                .map(Emergency::id)
                .toList();
    }

    void forget(@Observes RulesetChanged changed) {
        long environment = changed.ruleset().scope().id();
        var inForce =
                changed.ruleset().emergencies().stream().map(Emergency::id).collect(Collectors.toSet());
        reached.keySet().removeIf(key -> key.environmentId() == environment && !inForce.contains(key.emergency()));
    }
}
