package dev.banyan.chaos;

import dev.banyan.harness.PageSession;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody else at the same server: looks at a page, follows it, rolls back and resumes, and notes how long that takes. */
final class Bystander implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(5);
    /** Of a person, on a machine that has much else to do. */
    private static final long USUAL_MILLIS = 2_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** In milliseconds. */
    record Slowest(long page, long rollback, long shown) {

        Slowest or(Slowest other) {
            return new Slowest(
                    Math.max(page, other.page), Math.max(rollback, other.rollback), Math.max(shown, other.shown));
        }

        void requireUsual() {
            if (Math.max(page, Math.max(rollback, shown)) > USUAL_MILLIS) {
                throw new RunFailure("others had to wait: " + this);
            }
        }

        @Override
        public String toString() {
            return "page %d ms, rollback %d ms, on an open page %d ms later".formatted(page, rollback, shown);
        }
    }

    private final Site site;
    private final Rig.Replica replica;
    private final PageSession session;
    private final HttpResponse<InputStream> stream;
    private final AtomicLong changes = new AtomicLong();

    Bystander(Site site, Rig.Replica replica) throws IOException, InterruptedException {
        this.site = site;
        this.replica = replica;
        this.session = PageSession.signIn(replica.server().url(), "admin", Rig.PASSWORD);
        this.stream = HTTP.send(get(site.plane().livePage()), HttpResponse.BodyHandlers.ofInputStream());
        Thread reader = new Thread(this::read, "bystander");
        reader.setDaemon(true);
        reader.start();
    }

    Slowest act(int rounds) throws IOException, InterruptedException {
        Slowest slowest = new Slowest(0, 0, 0);
        for (int i = 0; i < rounds; i++) {
            slowest = slowest.or(once());
        }
        return slowest;
    }

    private Slowest once() throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> page = HTTP.send(get(site.plane().page()), HttpResponse.BodyHandlers.ofString());
        long looked = millisSince(start);
        if (page.statusCode() != 200) {
            throw new RunFailure("A page was answered " + page.statusCode() + ".");
        }
        long seen = changes.get();
        long[] took = new long[2];
        site.plane().changeAt(replica, api -> {
            long pressed = System.nanoTime();
            long revision = api.rollBack(Plane.ROUTE);
            took[0] = millisSince(pressed);
            Waiting.until("an open page shows a rollback", PATIENCE, OFTEN, () -> changes.get() > seen);
            took[1] = millisSince(pressed) - took[0];
            return revision;
        });
        site.plane().changeAt(replica, api -> api.resume(Plane.ROUTE));
        return new Slowest(looked, took[0], took[1]);
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(replica.server().url().resolve(path))
                .header("Cookie", session.cookie())
                .timeout(PATIENCE)
                .build();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: flag")) {
                    changes.incrementAndGet();
                }
            }
        } catch (IOException ended) {
            // By us, or it is missed.
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Override
    public void close() throws IOException {
        stream.body().close();
    }
}
