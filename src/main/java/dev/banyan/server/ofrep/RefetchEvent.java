package dev.banyan.server.ofrep;

import io.vertx.core.buffer.Buffer;

/** "Ask again", as the protocol writes it. Epochs and revisions need no escapes in JSON. */
final class RefetchEvent {
    private RefetchEvent() {}

    static Buffer of(RulesetVersion version) {
        String id = id(version);
        return Buffer.buffer("id: " + id + "\nevent: message\n"
                + "data: {\"type\":\"refetchEvaluation\",\"etag\":\"\\\"" + id + "\\\"\"}\n\n");
    }

    static String id(RulesetVersion version) {
        return version.epoch() + '-' + version.revision();
    }
}
