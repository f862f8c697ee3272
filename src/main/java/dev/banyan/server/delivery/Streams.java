package dev.banyan.server.delivery;

import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The connected SDKs of this replica. Work is handed over once per event loop, not once per client: each loop then writes the same
 * bytes to its own streams. Thread-safe.
 */
@ApplicationScoped
class Streams {
    private final Map<Long, Map<Context, Set<Stream>>> byEnvironment = new ConcurrentHashMap<>();
    private final Admission admission;

    Streams(Admission admission) {
        this.admission = admission;
    }

    /** One that was admitted. */
    void add(Stream stream) {
        byEnvironment
                .computeIfAbsent(stream.key.environmentId(), id -> new ConcurrentHashMap<>())
                .computeIfAbsent(stream.context, context -> ConcurrentHashMap.newKeySet())
                .add(stream);
    }

    /** @return false when it was removed before */
    boolean remove(Stream stream) {
        boolean removed = loops(stream.key.environmentId())
                .getOrDefault(stream.context, Set.of())
                .remove(stream);
        if (removed) {
            admission.left(stream.key);
        }
        return removed;
    }

    void send(@Observes RulesetChanged changed) {
        forEach(changed.ruleset().scope().id(), stream -> stream.send(changed.ruleset()));
    }

    /** Runs on every stream's own event loop. */
    void forEach(Consumer<Stream> action) {
        byEnvironment.keySet().forEach(environment -> forEach(environment, action));
    }

    private void forEach(long environmentId, Consumer<Stream> action) {
        loops(environmentId).forEach((loop, streams) -> loop.runOnContext(nothing -> streams.forEach(action)));
    }

    private Map<Context, Set<Stream>> loops(long environmentId) {
        return byEnvironment.getOrDefault(environmentId, Map.of());
    }
}
