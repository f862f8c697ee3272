package dev.banyan.server.environment;

import java.nio.charset.StandardCharsets;

/**
 * An environment's ruleset as its SDKs get it: one line of JSON, the same bytes on every replica.
 *
 * @param bytes must not be modified
 */
public record RulesetDocument(EnvironmentScope scope, String epoch, long revision, byte[] bytes) {

    /** Strong: the bytes of a revision never change within an epoch. */
    public String etag() {
        return etag(epoch, revision);
    }

    static String etag(String epoch, long revision) {
        return '"' + epoch + '-' + revision + '"';
    }

    /** @param pinning as JSON, or null when nothing is to be said about it */
    static RulesetDocument assemble(
            EnvironmentState environment, String pinning, Iterable<String> segments, Iterable<String> routes) {
        String rollback = environment.rollback() == null
                ? "null"
                : '"' + environment.rollback().key() + '"';
        // Keys and the epoch consist of characters that JSON needs no escape for; the database holds them to that.
        String json = "{\"schema\":1,\"project\":\"" + environment.scope().project() + "\",\"environment\":\""
                + environment.scope().key() + "\",\"epoch\":\"" + environment.epoch() + "\",\"revision\":"
                + environment.revision() + ",\"rollback\":" + rollback
                + (pinning == null ? "" : ",\"pinning\":" + pinning) + ",\"segments\":["
                + String.join(",", segments) + "],\"routes\":[" + String.join(",", routes) + "]}";
        return new RulesetDocument(
                environment.scope(),
                environment.epoch(),
                environment.revision(),
                json.getBytes(StandardCharsets.UTF_8));
    }
}
