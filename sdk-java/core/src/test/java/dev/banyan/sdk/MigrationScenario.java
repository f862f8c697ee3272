package dev.banyan.sdk;

import dev.banyan.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client with routes at {@code shadow}, and what the server has heard of their calls and comparisons. */
abstract class MigrationScenario extends Scenario {
    static final int ALL = 1_000_000;

    record Order(String id, String status, long servedAt) {}

    final CountDownLatch release = new CountDownLatch(1);
    Banyan banyan;

    @BeforeEach
    void start() throws IOException {
        server.publish(rules(1, ALL, 0));
        server.start();
        banyan = client();
        eventually(banyan, 1);
    }

    @AfterEach
    void release() {
        release.countDown();
    }

    static TestRuleset rules(long revision, int share, int control) {
        return TestRuleset.at(revision).shadowed("orders.get", share, control).shadowed("orders.list", share, control);
    }

    String hang(AtomicInteger hanging) {
        hanging.incrementAndGet();
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException ignored) {
                // As a socket does that waits for bytes.
            }
        }
        return "late";
    }

    String failOn(String request) throws IOException {
        if (request.equals("legacy")) {
            throw new IOException(request);
        }
        return request;
    }

    static Set<Thread> clientThreads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("banyan-"))
                .toList());
    }

    long compared(String route) {
        return count(route, "compared");
    }

    long count(String route, String figure) {
        return rows(route).mapToLong(row -> (Long) row.get(figure)).sum();
    }

    Stream<Map<?, ?>> rows(String route) {
        return sent("comparisons").filter(row -> row.get("route").equals(route));
    }

    long calls(String side, String figure) {
        return sent("outcomes")
                .filter(row -> row.get("side").equals(side))
                .mapToLong(row -> (Long) row.get(figure))
                .sum();
    }

    Stream<Map<?, ?>> sent(String member) {
        return server.requests(TestControlPlane.TELEMETRY).stream()
                .map(request -> (Map<?, ?>) Json.read(request.body().getBytes(StandardCharsets.UTF_8)))
                .filter(batch -> batch.containsKey(member))
                .flatMap(batch -> ((List<?>) batch.get(member)).stream())
                .map(row -> (Map<?, ?>) row);
    }
}
