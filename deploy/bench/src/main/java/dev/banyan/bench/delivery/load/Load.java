package dev.banyan.bench.delivery.load;

import dev.banyan.bench.delivery.Percentiles;
import dev.banyan.bench.delivery.http.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The same request over and over on so many kept-alive connections, one thread, no pipelining: as many as the server can answer. */
final class Load {
    private static final int CHUNK = 512 * 1024;
    private static final int MOST_LATENCIES = 4_000_000;

    /** @param statusWanted any other answer fails the run */
    record Order(int port, int connections, long warmUpNanos, long nanos, int statusWanted, String request) {}

    /** @param bytes of the last answer's body, as sent */
    record Found(double perSecond, long answers, Percentiles nanos, long bytes) {}

    private final Order order;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    private final byte[] bytes = new byte[CHUNK];
    private final long[] latencies = new long[MOST_LATENCIES];
    private int answers;
    private long bodyBytes;

    Load(Order order) {
        this.order = order;
    }

    Found run() throws IOException {
        try (Selector selector = Selector.open()) {
            List<LoadConnection> connections = open(selector);
            askUntil(selector, System.nanoTime() + order.warmUpNanos());
            answers = 0;
            long started = System.nanoTime();
            askUntil(selector, started + order.nanos());
            double seconds = (System.nanoTime() - started) / 1e9;
            for (LoadConnection connection : connections) {
                connection.close();
            }
            Percentiles found = Percentiles.of(Arrays.stream(latencies, 0, Math.min(answers, MOST_LATENCIES)));
            return new Found(answers / seconds, answers, found, bodyBytes);
        }
    }

    private List<LoadConnection> open(Selector selector) throws IOException {
        List<LoadConnection> connections = new ArrayList<>();
        for (int i = 0; i < order.connections(); i++) {
            LoadConnection connection =
                    new LoadConnection(selector, order.port(), ResponseHead.request(order.request()));
            connection.ask();
            connections.add(connection);
        }
        return connections;
    }

    private void askUntil(Selector selector, long endNanos) throws IOException {
        while (System.nanoTime() - endNanos < 0) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                LoadConnection connection = (LoadConnection) key.attachment();
                if (connection.read(buffer, bytes)) {
                    count(connection);
                    connection.ask();
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void count(LoadConnection connection) throws IOException {
        int status = connection.answers().status();
        if (status != order.statusWanted()) {
            throw new IOException("the server answered " + status + " instead of " + order.statusWanted());
        }
        latencies[answers % MOST_LATENCIES] = connection.nanosSinceAsked();
        answers++;
        bodyBytes = connection.answers().bodyBytes();
        connection.answers().reset();
    }
}
