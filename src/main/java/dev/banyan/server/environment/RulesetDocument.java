package dev.banyan.server.environment;

import dev.banyan.wire.RulesetText;

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
        return new RulesetDocument(
                environment.scope(),
                environment.epoch(),
                environment.revision(),
                RulesetText.compose(head(environment, pinning), segments, routes));
    }

    /** All that a ruleset says beside its segments and routes. */
    private static String head(EnvironmentState environment, String pinning) {
        String rollback = environment.rollback() == null
                ? "null"
                : '"' + environment.rollback().key() + '"';
        // Keys and the epoch consist of characters that JSON needs no escape for; the database holds them to that.
        return "{\"schema\":1,\"project\":\"" + environment.scope().project() + "\",\"environment\":\""
                + environment.scope().key() + "\",\"epoch\":\"" + environment.epoch() + "\",\"revision\":"
                + environment.revision() + ",\"rollback\":" + rollback
                + (environment.urgentRevision() == 0 ? "" : ",\"urgent\":" + environment.urgentRevision())
                + (pinning == null ? "" : ",\"pinning\":" + pinning) + '}';
    }
}
