package dev.banyan.server.delivery.stream;

import dev.banyan.server.delivery.ruleset.RulesetChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The connected SDKs of this replica. Thread-safe. */
@ApplicationScoped
public class Streams {
    private final Map<Long, StreamsByLoop<Stream>> byEnvironment = new ConcurrentHashMap<>();
    private final Admission admission;

    Streams(Admission admission) {
        this.admission = admission;
    }

    /** One that was admitted. */
    public void add(Stream stream) {
        byEnvironment
                .computeIfAbsent(stream.key.environmentId(), id -> new StreamsByLoop<>())
                .add(stream);
    }

    /** Its place is free for another one. */
    public void remove(Stream stream) {
        byEnvironment.get(stream.key.environmentId()).remove(stream);
        admission.left(stream.key);
    }

    void send(@Observes RulesetChanged changed) {
        StreamsByLoop<Stream> concerned =
                byEnvironment.get(changed.ruleset().scope().id());
        if (concerned != null) {
            concerned.forEach(stream -> stream.send(changed.ruleset()));
        }
    }

    /** Runs on every stream's own event loop. */
    void forEach(Consumer<Stream> action) {
        byEnvironment.values().forEach(streams -> streams.forEach(action));
    }

    void endAll() {
        byEnvironment.values().forEach(StreamsByLoop::endAll);
    }

    public List<Stream> open() {
        return byEnvironment.values().stream().flatMap(StreamsByLoop::all).toList();
    }
}
