package dev.banyan.server.ofrep;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.stream.OpenResponse;
import dev.banyan.server.delivery.stream.OpenStream;
import io.vertx.core.buffer.Buffer;

/** One connected client. Touched only on its own event loop, except for the final fields. */
final class EventStream implements OpenStream {
    final SdkKeyScope key;
    final long endsAtNanos;
    private final OpenResponse response;
    private RulesetVersion sent;

    EventStream(SdkKeyScope key, OpenResponse response, long endsAtNanos) {
        this.key = key;
        this.response = response;
        this.endsAtNanos = endsAtNanos;
    }

    @Override
    public OpenResponse response() {
        return response;
    }

    /** What this client has heard of already; its first event need not repeat it. */
    void knows(RulesetVersion version) {
        sent = version;
    }

    /** Events reach an event loop in the order of their revisions, but a stream may have opened between two of them. */
    void send(RulesetVersion version, Buffer event) {
        if (version.equals(sent) || (sent != null && sent.isAheadOf(version))) {
            return;
        }
        sent = version;
        response.write(event);
    }
}
