package dev.banyan.server.ofrep;

import dev.banyan.server.address.PathPrefix;
import java.util.List;
import java.util.Map;

/** The answer to a bulk evaluation: every flag of the environment, and where to hear of changes. */
record BulkAnswer(List<FlagAnswer> flags, List<EventStreamOffer> eventStreams, Map<String, Object> metadata) {

    /**
     * A stream that tells when to ask again. It is named by its path alone: the client knows better than we do under which address it
     * reaches us.
     */
    record EventStreamOffer(String type, Endpoint endpoint, int inactivityDelaySec) {

        /** The protocol's own default, said aloud. */
        private static final int INACTIVITY_DELAY_SECONDS = 120;

        /** Under the path by which the client came: it puts its own origin before it. */
        static EventStreamOffer ours() {
            return new EventStreamOffer(
                    "sse", new Endpoint(PathPrefix.before(EventStreamResource.PATH)), INACTIVITY_DELAY_SECONDS);
        }
    }

    record Endpoint(String requestUri) {}
}
