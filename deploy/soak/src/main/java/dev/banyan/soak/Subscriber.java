package dev.banyan.soak;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicReference;

/** An OFREP client that waits for changes, with a key that may be replaced while it does. */
final class Subscriber implements EventReader.Source {
    private final String server;
    private final AtomicReference<String> key;

    Subscriber(String server, AtomicReference<String> key) {
        this.server = server;
        this.key = key;
    }

    @Override
    public HttpRequest next() {
        return HttpRequest.newBuilder(URI.create(server + "/ofrep/v1/stream"))
                .header("Authorization", "Bearer " + key.get())
                .build();
    }

    @Override
    public void refused(int status) {
        // The next key may be known by then.
    }
}
