package dev.banyan.server.guard.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as Prometheus does, what a test wants it to say. */
public final class FakePrometheus implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String body = "";
    private volatile boolean hangs;
    private volatile HttpExchange last;

    public FakePrometheus() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
        says("1");
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    public FakePrometheus says(String... values) {
        StringBuilder series = new StringBuilder();
        for (String value : values) {
            series.append(series.isEmpty() ? "" : ",")
                    .append("{\"metric\":{\"n\":\"%d\"},\"value\":[1.5,\"%s\"]}".formatted(series.length(), value));
        }
        return answers(
                200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}".formatted(series));
    }

    public FakePrometheus refuses(String message) {
        return answers(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"%s\"}".formatted(message));
    }

    FakePrometheus answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
        return this;
    }

    /** Begins to answer and never ends. */
    public FakePrometheus hangs() {
        hangs = true;
        return this;
    }

    HttpExchange last() {
        return last;
    }

    private void answer(HttpExchange exchange) throws IOException {
        last = exchange;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(status, bytes.length);
        if (hangs) {
            exchange.getResponseBody().flush();
            awaitClose();
        }
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
