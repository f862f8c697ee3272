package dev.banyan.bench.delivery;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The same change again and again, each time until every client has applied and acknowledged it. */
final class Rounds {
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final Duration CONVERGENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final SwarmProcess swarm;
    private final Services services;
    private final EnvironmentApi environment;
    private final int clients;
    private final Map<String, List<Double>> found = new TreeMap<>();

    Rounds(SwarmProcess swarm, Services services, EnvironmentApi environment, int clients) {
        this.swarm = swarm;
        this.services = services;
        this.environment = environment;
        this.clients = clients;
    }

    /** @param change makes it, and returns its revision */
    void measure(long revisionBefore, LongSupplier change) {
        swarm.watch(revisionBefore + 1);
        services.watch(revisionBefore + 1);
        long started = System.nanoTime();
        long revision = change.getAsLong();
        long answered = System.nanoTime();
        if (revision != revisionBefore + 1) {
            throw new RunFailure("Somebody else changed the environment: revision " + revision + " instead of "
                    + (revisionBefore + 1) + ".");
        }
        Answer times = swarm.times(started, TIMEOUT_MILLIS);
        requireComplete(times);
        note("answered", (answered - started) / 1e6);
        for (String figure : List.of("p50", "p99", "p999", "p100")) {
            note("applied." + figure, times.millis("applied." + figure));
            note("acknowledged." + figure, times.millis("acknowledged." + figure));
        }
        note("bytes", times.number("bytes.p100"));
        note("deltas", times.number("deltas"));
        services(started);
        convergence(revision);
    }

    private void requireComplete(Answer times) {
        if (times.number("applied.count") < clients || times.number("acknowledged.count") < clients) {
            throw new RunFailure("Of " + clients + " clients " + times.text("applied.count") + " applied a change and "
                    + times.text("acknowledged.count") + " were told that it is known: " + times.found());
        }
        if (times.number("checks.failed") > 0) {
            throw new RunFailure("What the server sent is not what it should be: " + times.text("checks.reason"));
        }
    }

    private void services(long started) {
        Waiting.until(
                "the SDK clients have applied the change",
                CONVERGENCE,
                PAUSE,
                () -> services.appliedAfter(started).count() == services.count());
        Percentiles applied = services.appliedAfter(started);
        note("sdk.p50", applied.median() / 1e6);
        note("sdk.p100", applied.most() / 1e6);
    }

    /** What a person is shown: the database's own count and clock. */
    private void convergence(long revision) {
        Waiting.until("the server knows of all instances", CONVERGENCE, PAUSE, () -> {
            Map<?, ?> state = environment.convergence(revision);
            if (!Boolean.TRUE.equals(state.get("complete"))) {
                return false;
            }
            note("convergence.p100", ((Number) state.get("lastMillis")).doubleValue());
            return true;
        });
    }

    private void note(String name, double figure) {
        found.computeIfAbsent(name, none -> new ArrayList<>()).add(figure);
    }

    /** As {@code prefix.name.median} and {@code prefix.name.worst}. */
    void put(Measured measured, String prefix) {
        found.forEach((name, figures) -> {
            List<Double> sorted = figures.stream().sorted().toList();
            measured.put(prefix + "." + name + ".median", sorted.get((sorted.size() - 1) / 2));
            measured.put(prefix + "." + name + ".worst", sorted.get(sorted.size() - 1));
        });
        measured.put(prefix + ".rounds", found.get("answered").size());
    }
}
