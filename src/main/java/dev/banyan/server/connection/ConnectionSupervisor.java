package dev.banyan.server.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Applies the settings to connections, and looks after them on a thread of its own: when all others are busy, it is needed most. */
@ApplicationScoped
class ConnectionSupervisor {
    private static final Logger LOG = Logger.getLogger(ConnectionSupervisor.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "connections");
        created.setDaemon(true);
        return created;
    });
    private final ConnectionConfig config;
    private final MeterRegistry registry;

    ConnectionSupervisor(ConnectionConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        OpenConnections connections = ConnectionWatch.connections();
        config.most().ifPresent(connections::atMost);
        connections.whenClosed(count(connections));
        ConnectionRound round = round(connections);
        thread.scheduleWithFixedDelay(() -> attempt(round), 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private ConnectionRound round(OpenConnections connections) {
        Patience patience = new Patience(
                config.headDeadline(),
                config.keepAlive(),
                config.readingPatience(),
                config.readingRate().asLongValue());
        return new ConnectionRound(
                connections,
                patience,
                config.mostStrangers(),
                new Networks(config.trusted().orElse(Set.of())));
    }

    private static void attempt(ConnectionRound round) {
        try {
            round.go();
        } catch (RuntimeException failed) {
            // What is scheduled ends with its first failure.
            LOG.error("Looking after connections failed, and is tried again", failed);
        }
    }

    private Consumer<Reason> count(OpenConnections connections) {
        Gauge.builder("banyan.connections.open", connections, OpenConnections::count)
                .description("Connections to this replica")
                .register(registry);
        Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
        Arrays.stream(Reason.values()).forEach(reason -> counters.put(reason, counter(reason)));
        return reason -> counters.get(reason).increment();
    }

    private Counter counter(Reason reason) {
        return Counter.builder("banyan.connections.closed")
                .description("Connections that this replica has ended by itself, by reason")
                .tag("reason", reason.word())
                .register(registry);
    }
}
