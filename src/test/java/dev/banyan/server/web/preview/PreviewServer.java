package dev.banyan.server.web.preview;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.banyan.server.web.kit.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The sample pages with the real styles and scripts under the real content policy, and a stream that a test can feed and cut. */
final class PreviewServer implements AutoCloseable {

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'";

    static {
        // Otherwise each answer waits 40 ms for the browser to acknowledge its head before the body is sent.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Map<String, SamplePages.Sample> samples = SamplePages.all();
    private final TemplateRenderer templates = new TemplateRenderer();
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final List<HttpExchange> streams = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile int streamStatus = 200;

    /** What a request to a path is answered with, other than a sample page. */
    private record Answer(int status, String html) {}

    PreviewServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
        // As the real one: a page that hears nothing for long connects anew, and what the other end has left is
        // noticed.
        heart.scheduleAtFixedRate(() -> send("beat", " "), 1, 1, TimeUnit.SECONDS);
    }

    String address(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    String part(String template, String name, Object view) {
        return templates.render("web/" + template, Map.of(name, view));
    }

    void answer(String path, int status, String html) {
        answers.put(path, new Answer(status, html));
    }

    /** Sends an event to all open streams. */
    synchronized void send(String event, String html) {
        String data = html.lines().map(line -> "data: " + line + "\n").reduce("", String::concat);
        for (HttpExchange stream : streams) {
            try {
                stream.getResponseBody()
                        .write(("event: " + event + "\n" + data + "\n").getBytes(StandardCharsets.UTF_8));
                stream.getResponseBody().flush();
            } catch (IOException gone) {
                streams.remove(stream);
            }
        }
    }

    int openStreams() {
        return streams.size();
    }

    /** Ends all streams and refuses new ones until {@link #restore}. */
    void cut() {
        streamStatus = 503;
        streams.forEach(HttpExchange::close);
        streams.clear();
    }

    void restore() {
        streamStatus = 200;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        if (answers.containsKey(path)) {
            Answer answer = answers.get(path);
            send(
                    exchange,
                    answer.status(),
                    "text/html; charset=utf-8",
                    answer.html().getBytes(StandardCharsets.UTF_8));
        } else if (path.endsWith("/live")) {
            stream(exchange);
        } else if (samples.containsKey(path.substring(1))) {
            SamplePages.Sample sample = samples.get(path.substring(1));
            String html = templates.render(sample.template(), sample.data());
            send(exchange, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        } else {
            asset(exchange, path);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (streamStatus != 200) {
            send(exchange, streamStatus, "text/plain", new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write("event: beat\ndata:\n\n".getBytes(StandardCharsets.UTF_8));
        body.flush();
        streams.add(exchange);
    }

    private static void asset(HttpExchange exchange, String path) throws IOException {
        Optional<Bundle> bundle = Bundle.at(path);
        if (bundle.isPresent()) {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            send(exchange, 200, type(path), bundle.get().content().getBytes(StandardCharsets.UTF_8));
            return;
        }
        try (InputStream file = PreviewServer.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (file == null) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            send(exchange, 200, type(path), file.readAllBytes());
        }
    }

    private static String type(String path) {
        return path.endsWith(".css") ? "text/css" : path.endsWith(".js") ? "text/javascript" : "image/svg+xml";
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        heart.shutdownNow();
        streams.forEach(HttpExchange::close);
        http.stop(0);
        threads.shutdownNow();
    }
}
