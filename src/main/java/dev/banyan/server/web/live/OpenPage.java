package dev.banyan.server.web.live;

import dev.banyan.server.delivery.stream.OpenResponse;
import dev.banyan.server.delivery.stream.OpenStream;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One page that is open in a browser. Touched only on its own event loop, except for what says otherwise. */
final class OpenPage implements OpenStream, LiveReading.Watcher {
    /** Pages take twelve seconds of silence for a broken line. */
    private static final Duration SILENCE = Duration.ofSeconds(2);
    /** A reader may be slow, and gets the newest state when it is back; but it must not hold what it does not read. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String BEAT = "event: beat\ndata: -\n\n";

    private final LiveView view;
    private final Context loop;
    private final OpenResponse response;
    private final long endsAtNanos;
    private final Map<String, UUID> sent = new HashMap<>();
    private long wroteAtNanos = System.nanoTime();
    private long tookAtNanos = wroteAtNanos;

    OpenPage(LiveView view, Context loop, OpenResponse response, Duration lifetime) {
        this.view = view;
        this.loop = loop;
        this.response = response;
        this.endsAtNanos = System.nanoTime() + lifetime.toNanos();
    }

    LiveView view() {
        return view;
    }

    @Override
    public OpenResponse response() {
        return response;
    }

    /** Shows that we are here. */
    void greet() {
        response.asEventStream();
        response.write(Buffer.buffer(BEAT));
    }

    /** From any thread. */
    @Override
    public void show(Map<String, LivePiece> pieces) {
        loop.runOnContext(nothing -> send(pieces));
    }

    /** From any thread. */
    @Override
    public void end() {
        loop.runOnContext(nothing -> response.end());
    }

    void keep(long nanos) {
        if (!response.isFull()) {
            tookAtNanos = nanos;
        }
        boolean reads = nanos - tookAtNanos < PATIENCE.toNanos();
        if (!reads || nanos - endsAtNanos >= 0 || view.over().getAsBoolean()) {
            response.end();
        }
    }

    private void send(Map<String, LivePiece> pieces) {
        if (response.isFull()) {
            return;
        }
        long now = System.nanoTime();
        tookAtNanos = now;
        StringBuilder events = new StringBuilder();
        pieces.forEach((name, piece) -> {
            if (!piece.digest().equals(sent.put(name, piece.digest()))) {
                events.append(piece.eventFor(view.csrf()));
            }
        });
        if (events.length() == 0 && now - wroteAtNanos >= SILENCE.toNanos()) {
            events.append(BEAT);
        }
        if (events.length() > 0) {
            wroteAtNanos = now;
            response.write(Buffer.buffer(events.toString()));
        }
    }
}
