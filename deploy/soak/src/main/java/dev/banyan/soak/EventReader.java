package dev.banyan.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Reads one event stream after another, as a page or another client does: when one ends it opens the next. */
final class EventReader extends Thread implements AutoCloseable {

    /** Who is asked next, and as whom. */
    interface Source {
        HttpRequest next() throws IOException, InterruptedException;

        /** It was refused with this status. */
        void refused(int status);
    }

    private static final long PAUSE_MILLIS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Source source;
    private final AtomicLong streams = new AtomicLong();
    private volatile boolean running = true;
    private volatile InputStream current = InputStream.nullInputStream();

    EventReader(String name, Source source) {
        super(name);
        this.source = source;
        setDaemon(true);
        start();
    }

    /** So far. */
    long streams() {
        return streams.get();
    }

    @Override
    public void run() {
        while (running) {
            try {
                read(http.send(source.next(), HttpResponse.BodyHandlers.ofInputStream()));
            } catch (IOException | RuntimeException away) {
                // A replica that is restarted takes its streams along.
                pause();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void read(HttpResponse<InputStream> response) throws IOException {
        current = response.body();
        if (response.statusCode() != 200) {
            current.close();
            source.refused(response.statusCode());
            pause();
            return;
        }
        streams.incrementAndGet();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(current, StandardCharsets.UTF_8))) {
            while (running && lines.readLine() != null) {
                // What it says is for others to check.
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException ended) {
            running = false;
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        current.close();
        interrupt();
    }
}
