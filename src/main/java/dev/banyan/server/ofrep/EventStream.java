package dev.banyan.server.ofrep;

import dev.banyan.server.access.SdkKeyScope;
import dev.banyan.server.delivery.CutOff;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One connected client. Touched only on its own event loop, except for the final fields. */
final class EventStream {
    final SdkKeyScope key;
    final Context context;
    final long endsAtNanos;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private RulesetVersion sent;
    private boolean congested;

    EventStream(SdkKeyScope key, Context context, HttpServerRequest request, long endsAtNanos) {
        this.key = key;
        this.context = context;
        this.request = request;
        this.response = request.response();
        this.endsAtNanos = endsAtNanos;
    }

    /** What this client has heard of already; its first event need not repeat it. */
    void knows(RulesetVersion version) {
        sent = version;
    }

    boolean isOpen() {
        return !response.ended() && !response.closed();
    }

    /** Events reach an event loop in the order of their revisions, but a stream may have opened between two of them. */
    void send(RulesetVersion version, Buffer event) {
        if (version.equals(sent) || (sent != null && sent.isAheadOf(version))) {
            return;
        }
        sent = version;
        write(event);
    }

    /** A client that does not read is cut off at the second sign of life that it has not taken; it comes back by itself. */
    void signOfLife(Buffer comment) {
        if (response.writeQueueFull() && !congested) {
            congested = true;
            return;
        }
        congested = false;
        write(comment);
    }

    private void write(Buffer text) {
        if (response.writeQueueFull()) {
            close();
        } else if (isOpen()) {
            response.write(text);
        }
    }

    /** A client that still has much to read is cut off, and so is one that has not gone when this is asked for again. */
    void close() {
        if (response.writeQueueFull() || !isOpen()) {
            CutOff.connectionOf(request);
        } else {
            response.end();
            response.close();
        }
    }
}
