package dev.banyan.server.delivery.stream;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * A response that stays open and to which events are written, until its client goes or we end it. That it is over is said exactly once,
 * whoever was first: after an end of our own the connection reports nothing. Touched only on its event loop, except for the context.
 */
public final class OpenResponse {
    /** For a client to read what is on its way to it. One that takes longer is cut off. */
    private static final long LAST_WORDS_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Context context = loop();
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private Runnable whenOver = () -> {};
    private boolean congested;
    private boolean over;

    public OpenResponse(RoutingContext http) {
        request = http.request();
        response = http.response();
        // Not a handler of the response: it has one of each, and others want to hear of its end as well.
        http.addEndHandler(ended -> over());
    }

    /** Called once: at once where the client has gone already, which nobody would tell us any more. */
    public void whenOver(Runnable action) {
        whenOver = action;
        if (over) {
            action.run();
        } else if (isGone()) {
            over();
        }
    }

    /** Not the context of the one request: streams of one loop are served together. */
    private static Context loop() {
        return VertxContext.getRootContext(Vertx.currentContext());
    }

    Context context() {
        return context;
    }

    public HttpServerResponse asEventStream() {
        return response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Compressed chunk by chunk an event could wait for the next one to fill a block.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
    }

    boolean isOver() {
        return over;
    }

    /** Its client has more to read than it takes. */
    public boolean isFull() {
        return !isGone() && response.writeQueueFull();
    }

    /** A client that has more to read than it takes is cut off; it comes back by itself. */
    public void write(Buffer text) {
        if (isGone() || isFull()) {
            end();
        } else {
            response.write(text);
        }
    }

    /** Nothing but a sign of life: a client that has not taken the last one either is cut off. */
    public void signOfLife(Buffer comment) {
        if (isFull() && !congested) {
            congested = true;
            return;
        }
        congested = false;
        write(comment);
    }

    /** A client that still has much to read is cut off, all others get what is on its way and the end of the response. */
    public void end() {
        if (over) {
            return;
        }
        if (isGone() || isFull()) {
            cutOff();
        } else {
            endInOrder();
        }
        over();
    }

    /** At once, and whatever state it is in. */
    void cutOff() {
        try {
            CutOff.of(request);
        } finally {
            over();
        }
    }

    private void endInOrder() {
        response.end();
        if (request.version() != HttpVersion.HTTP_2) {
            response.close();
            context.owner().setTimer(LAST_WORDS_MILLIS, late -> CutOff.of(request));
        }
    }

    private boolean isGone() {
        return over || response.ended() || response.closed();
    }

    private void over() {
        if (!over) {
            over = true;
            whenOver.run();
        }
    }
}
