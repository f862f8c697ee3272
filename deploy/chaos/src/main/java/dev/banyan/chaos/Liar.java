package dev.banyan.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.banyan.harness.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Stands between clients and a server, passes on what both say, and lies when it is told to. */
final class Liar implements AutoCloseable {

    /** Answers in the server's place; false leaves the answer to the server. */
    interface Lie {
        boolean tell(HttpExchange exchange) throws IOException;
    }

    static final String STREAM = "/sdk/v1/stream";
    static final String SNAPSHOT = "/sdk/v1/snapshot";

    /** Those that a client of the JDK may not set. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "host", "transfer-encoding", "expect", "upgrade");

    private static final Lie TRUTH = exchange -> false;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<InputStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger told = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(Liar::daemon);
    private final URI behind;
    private final HttpServer server;
    private volatile Lie lie = TRUTH;
    private volatile UnaryOperator<String> events = UnaryOperator.identity();

    Liar(URI behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on; streams that exist end, so that it is noticed. */
    void tell(Lie next) {
        lie = next;
        streams.forEach(Liar::close);
    }

    /** From now on, also in streams that exist; an event that becomes empty is lost. */
    void alter(UnaryOperator<String> next) {
        events = next;
    }

    void beHonest() {
        events = UnaryOperator.identity();
        tell(TRUTH);
    }

    /** How many lies have been told. */
    int told() {
        return told.get();
    }

    @Override
    public void close() {
        server.stop(0);
        streams.forEach(Liar::close);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            if (lie.tell(exchange)) {
                told.incrementAndGet();
            } else {
                passOn(exchange);
            }
        } catch (IOException | RuntimeException gone) {
            // Either side may hang up at any time.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(exchange), HttpResponse.BodyHandlers.ofInputStream());
        response.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        try (InputStream body = response.body()) {
            streams.add(body);
            int status = response.statusCode();
            exchange.sendResponseHeaders(status, status == 204 || status == 304 ? -1 : 0);
            if (exchange.getRequestURI().getPath().equals(STREAM) && status == 200) {
                passOnEvents(body, exchange.getResponseBody());
            } else {
                body.transferTo(exchange.getResponseBody());
            }
        } finally {
            streams.remove(response.body());
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> pass(request, name, values));
        return request.build();
    }

    private static void pass(HttpRequest.Builder request, String name, List<String> values) {
        if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
        }
    }

    private void passOnEvents(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        StringBuilder event = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            event.append(line).append('\n');
            if (line.isEmpty()) {
                String passed = events.apply(event.toString());
                if (!passed.contentEquals(event)) {
                    told.incrementAndGet();
                }
                out.write(passed.getBytes(StandardCharsets.UTF_8));
                out.flush();
                event.setLength(0);
            }
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "liar");
        thread.setDaemon(true);
        return thread;
    }
}
