package dev.banyan.bench.guard.live;

import com.sun.net.httpserver.HttpServer;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** An HTTP service that fails as often as it is told to, and knows when it failed first. */
final class Backend implements AutoCloseable {
    private static final int THREADS = 16;
    private static final long NEVER = 0;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong firstFailureNanos = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile double failing;

    Backend() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new RunFailure("A service cannot be started: " + failed.getMessage() + ".", failed);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(fails() ? 500 : 200, -1);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** From now on this share of requests fails, from 0 to 1; forgets what failed before. */
    void fail(double share) {
        firstFailureNanos.set(NEVER);
        failures.set(0);
        failing = share;
    }

    boolean hasFailed() {
        return firstFailureNanos.get() != NEVER;
    }

    /** By {@link System#nanoTime()}. */
    long firstFailureNanos() {
        return firstFailureNanos.get();
    }

    long failures() {
        return failures.get();
    }

    private boolean fails() {
        if (ThreadLocalRandom.current().nextDouble() >= failing) {
            return false;
        }
        firstFailureNanos.compareAndSet(NEVER, System.nanoTime());
        failures.incrementAndGet();
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
