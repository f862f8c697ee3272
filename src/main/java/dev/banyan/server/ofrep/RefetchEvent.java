package dev.banyan.server.ofrep;

/** "Ask again", as the protocol writes it. Epochs and revisions need no escapes in JSON. */
final class RefetchEvent {
    private RefetchEvent() {}

    static String of(RulesetVersion version) {
        String id = id(version);
        return "id: " + id + "\nevent: message\n" + "data: {\"type\":\"refetchEvaluation\",\"etag\":\"\\\"" + id
                + "\\\"\"}\n\n";
    }

    static String id(RulesetVersion version) {
        return version.epoch() + '-' + version.revision() + (version.mark().isEmpty() ? "" : '.' + version.mark());
    }
}
