package dev.banyan.chaos;

import dev.banyan.harness.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Thousands of slow connections of all kinds, held for as long as it is open: what the server ends comes back. */
final class SlowCrowd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_DROPS = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final List<SlowConnection> connections;
    private final CompletableFuture<Void> work;
    private volatile boolean ended;
    private volatile long open;

    private SlowCrowd(int size, int port, String sdkKey) {
        SlowConnection.Kind[] kinds = SlowConnection.Kind.values();
        connections = IntStream.range(0, size)
                .mapToObj(i -> new SlowConnection(kinds[i % kinds.length], port, sdkKey))
                .toList();
        Thread thread = new Thread(this::hold, "slow-crowd");
        thread.setDaemon(true);
        work = new CompletableFuture<>();
        thread.start();
    }

    /** Returns when all are there. */
    static SlowCrowd of(int size, int port, String sdkKey) {
        SlowCrowd crowd = new SlowCrowd(size, port, sdkKey);
        Waiting.until("all slow connections are open", PATIENCE, OFTEN, () -> crowd.open() == size);
        return crowd;
    }

    /** When it was looked at last, within the last second or so. */
    long open() {
        return open;
    }

    private void hold() {
        while (!ended) {
            connections.forEach(SlowConnection::goOn);
            open = connections.stream().filter(SlowConnection::isOpen).count();
            Waiting.within(BETWEEN_DROPS, BETWEEN_DROPS, () -> ended);
        }
        connections.forEach(SlowConnection::close);
        work.complete(null);
    }

    @Override
    public void close() {
        ended = true;
        work.join();
    }
}
