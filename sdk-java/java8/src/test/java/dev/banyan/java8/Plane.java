package dev.banyan.java8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A small control plane: one route, as snapshot and, if wished, as stream; it keeps the reports that it is sent. */
final class Plane implements AutoCloseable {
    private static final long HEARTBEAT_MILLIS = 50;

    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Plane::daemon);
    private final HttpServer server;
    private long revision;
    private int share;
    private boolean closed;

    Plane(boolean streams, int share) throws IOException {
        publish(share);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/sdk/v1/snapshot", this::snapshot);
        server.createContext("/sdk/v1/stream", exchange -> stream(exchange, streams));
        server.createContext("/", this::report);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Puts a new revision in force, with so many millionths on the new side. */
    synchronized void publish(int newShare) {
        share = newShare;
        revision++;
        notifyAll();
    }

    /** Whether a report came that holds all of these texts. */
    boolean wasTold(String... texts) {
        return reports.stream().anyMatch(report -> {
            for (String text : texts) {
                if (!report.contains(text)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized String ruleset() {
        return "{\"schema\":1,\"project\":\"shop\",\"environment\":\"production\",\"epoch\":\"e1\",\"revision\":"
                + revision
                + ",\"pinning\":{\"secrets\":[\"a-secret-of-many-letters-and-digits-0123456789\"],\"maxAgeSeconds\":300}"
                + ",\"routes\":[{\"key\":\"orders.get\",\"kind\":2,\"salt\":\"k3v9k3v9k3v9k3v\",\"enabled\":true"
                + ",\"method\":\"GET\",\"path\":\"/orders/{id}\",\"cohorts\":[{\"name\":\"default\",\"conditions\":[]"
                + ",\"rollout\":{\"from\":\"off\",\"to\":\"complete\",\"share\":" + share + "}}]}]}";
    }

    private void snapshot(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            out.write(ruleset().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void stream(HttpExchange exchange, boolean streams) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(streams ? 200 : 503, streams ? 0 : -1);
        try (OutputStream out = exchange.getResponseBody()) {
            for (long sent = 0; streams && sent >= 0; sent = next(sent)) {
                String event = "event: snapshot\nid: " + sent + "\ndata: " + ruleset() + "\n\n";
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    /** Waits a heartbeat long for a change; -1 at the end. */
    private synchronized long next(long sent) {
        try {
            if (!closed && revision == sent) {
                wait(HEARTBEAT_MILLIS);
            }
        } catch (InterruptedException end) {
            return -1;
        }
        return closed ? -1 : revision;
    }

    private void report(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        InputStream in = exchange.getRequestBody();
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            body.write(chunk, 0, n);
        }
        reports.add(exchange.getRequestURI() + " " + body.toString("UTF-8"));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plane");
        thread.setDaemon(true);
        return thread;
    }
}
