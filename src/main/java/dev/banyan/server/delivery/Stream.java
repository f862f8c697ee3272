package dev.banyan.server.delivery;

import dev.banyan.server.access.SdkKeyScope;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** One connected SDK. Touched only on its own event loop, except for the final fields. */
final class Stream {
    final String name;
    final InstanceIdentity instance;
    final SdkKeyScope key;
    final Context context;
    final long endsAtNanos;
    private final HttpServerResponse response;
    private boolean congested;
    private LiveRuleset sent;

    Stream(
            String name,
            InstanceIdentity instance,
            SdkKeyScope key,
            Context context,
            HttpServerResponse response,
            long endsAtNanos) {
        this.name = name;
        this.instance = instance;
        this.key = key;
        this.context = context;
        this.response = response;
        this.endsAtNanos = endsAtNanos;
    }

    /** What this client has already; its first event need not repeat it. */
    void knows(LiveRuleset ruleset) {
        sent = ruleset;
    }

    /** Events reach an event loop in the order of their revisions, but a stream may have opened between two of them. */
    void send(LiveRuleset ruleset, Buffer event) {
        if (sent != null && !ruleset.isAfter(sent)) {
            return;
        }
        sent = ruleset;
        if (response.writeQueueFull()) {
            // It will get the newest ruleset when it is back: skipping revisions is allowed, going back is not.
            close();
            return;
        }
        response.write(event);
    }

    /** A reader that has not taken a heartbeat's worth of data since the last one is cut off; it comes back by itself. */
    void heartbeat(Buffer comment) {
        if (response.writeQueueFull()) {
            if (congested) {
                close();
            }
            congested = true;
            return;
        }
        congested = false;
        response.write(comment);
    }

    void close() {
        if (!response.ended() && !response.closed()) {
            response.end();
            response.close();
        }
    }
}
