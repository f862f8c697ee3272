package dev.banyan.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A stream of an SDK or of a page, read line by line. */
public final class TestStream implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(60);

    /** @param event its name, or null for a comment, which is then the data */
    public record Event(String event, String id, String data) {}

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicLong signsOfLife = new AtomicLong();
    private final Thread reader;
    private volatile boolean endedInOrder;

    private TestStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.reader = new Thread(this::read, "test-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param headers names and values beside those that say who asks */
    public static TestStream open(String key, String instance, String... headers) {
        HttpRequest.Builder request =
                to("/sdk/v1/stream").header("Authorization", "Bearer " + key).header("Banyan-Instance", instance);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** As an OFREP client that waits for changes. */
    public static TestStream ofFlags(String key) {
        return send(to("/ofrep/v1/stream").header("Authorization", "Bearer " + key));
    }

    /** As a browser would that is signed in. */
    public static TestStream ofPage(String path, Browser browser) {
        return send(to(path).header("Accept", "text/event-stream").header("Cookie", browser.sessionCookie()));
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
    }

    private static TestStream send(HttpRequest.Builder request) {
        try {
            return new TestStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #open}, as soon as the server knows the key and has the environment in memory. */
    public static TestStream connect(String key, String instance, String... headers) {
        AtomicReference<TestStream> open = new AtomicReference<>();
        await().atMost(SOON).until(() -> {
            TestStream tried = open(key, instance, headers);
            open.set(tried);
            return tried.status() == 200;
        });
        return open.get();
    }

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** The next event, or the next comment that is no heartbeat. */
    public Event next() {
        return next(SOON);
    }

    public Event next(Duration patience) {
        try {
            Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(event).as("an event within " + patience).isNotNull();
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** So far. */
    public long signsOfLife() {
        return signsOfLife.get();
    }

    public boolean isOpen() {
        return reader.isAlive();
    }

    /** When the server has ended it; fails if it does not. */
    public void awaitEnd(Duration patience) {
        try {
            reader.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(reader.isAlive()).as("open after " + patience).isFalse();
    }

    /** Whether the server said that this is the end, as opposed to a connection that broke off. */
    public boolean endedInOrder() {
        return endedInOrder;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String event = null;
            String id = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(event, id, line.substring("data: ".length())));
                } else if (line.equals(": hb")) {
                    signsOfLife.incrementAndGet();
                } else if (line.startsWith(":")) {
                    events.add(new Event(null, null, line));
                }
            }
            endedInOrder = true;
        } catch (IOException ended) {
            // The end of the stream is what the test may be waiting for.
        }
    }
}
