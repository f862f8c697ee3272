package dev.banyan.server.environment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All that a ruleset says beside its segments and routes.
 *
 * @param rollback the rollback of the whole environment, or null
 * @param urgentRevision the newest revision that instances acknowledge at once, 0 for none
 * @param pinning as JSON, or null when nothing is to be said about it
 * @param settled the newest rollbacks that were taken without the database and are committed now
 */
@RecordBuilder
public record RulesetHead(
        EnvironmentScope scope,
        String epoch,
        long revision,
        RollbackMode rollback,
        long urgentRevision,
        String pinning,
        List<UUID> settled) {

    static String etag(String epoch, long revision) {
        return '"' + epoch + '-' + revision + '"';
    }

    /** Strong: within an epoch the bytes of a revision never change, as long as no emergencies are in force. */
    public String etag() {
        return etag(epoch, revision);
    }

    /**
     * A JSON object on one line.
     *
     * @param emergencies a JSON array of the rollbacks in force that are not committed, or null for none
     */
    public String text(String emergencies) {
        // Keys and the epoch consist of characters that JSON needs no escape for; the database holds them to that.
        return "{\"schema\":1,\"project\":\"" + scope.project() + "\",\"environment\":\"" + scope.key()
                + "\",\"epoch\":\"" + epoch + "\",\"revision\":" + revision
                + ",\"rollback\":" + (rollback == null ? "null" : '"' + rollback.key() + '"')
                + (urgentRevision == 0 ? "" : ",\"urgent\":" + urgentRevision)
                + (pinning == null ? "" : ",\"pinning\":" + pinning)
                + (emergencies == null ? "" : ",\"emergencies\":" + emergencies)
                + (settled.isEmpty() ? "" : ",\"settled\":" + settledText()) + '}';
    }

    private String settledText() {
        return settled.stream().map(id -> "\"" + id + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
