package dev.banyan.sdk.internal.report;

import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.UnreadRoute;
import dev.banyan.sdk.internal.kit.JsonText;
import java.util.Map;

/** One report of a revision, in the words of the wire. Its size is bounded, whatever it has to tell. */
final class AppliedText {
    private static final int MOST_REASON_CHARACTERS = 500;
    /** Then it is enough, so that a report stays below the 16 KB that a server takes, whatever its characters are: what is beyond is counted. */
    private static final int MOST_CHARACTERS = 4_000;

    private static final int MOST_UNREAD_CHARACTERS = 200;

    private final JsonText json = new JsonText();

    AppliedText(String instance, String epoch, long revision) {
        json.raw("{\"instance\":").string(instance);
        json.raw(",\"epoch\":").string(epoch).raw(",\"revision\":").raw(revision);
    }

    byte[] applied(Ruleset ruleset) {
        json.raw(",\"outcome\":\"applied\"");
        if (!ruleset.emergencies().isEmpty()) {
            json.raw(",\"emergencies\":").strings(Emergency.ids(ruleset.emergencies()));
        }
        if (!ruleset.unread().isEmpty() || !ruleset.unreadHead().isEmpty()) {
            unread(ruleset);
        }
        return json.raw("}").utf8();
    }

    byte[] refused(String reason) {
        json.raw(",\"outcome\":\"refused\"");
        if (!reason.isEmpty()) {
            json.raw(",\"reason\":").string(cut(reason, MOST_REASON_CHARACTERS));
        }
        return json.raw("}").utf8();
    }

    private void unread(Ruleset ruleset) {
        String before = ",\"unread\":[";
        for (Map.Entry<String, String> field : ruleset.unreadHead().entrySet()) {
            json.raw(before).raw("{\"field\":").string(field.getKey());
            because(field.getValue());
            before = ",";
        }
        int untold = 0;
        for (UnreadRoute route : ruleset.unread()) {
            if (json.length() > MOST_CHARACTERS) {
                untold++;
                continue;
            }
            json.raw(before).raw("{\"route\":").string(route.key());
            json.raw(route.keepsRules() ? ",\"keeps\":" + route.keptRevision() : "");
            because(route.reason());
            before = ",";
        }
        json.raw("]").raw(untold == 0 ? "" : ",\"moreUnread\":" + untold);
    }

    private void because(String reason) {
        json.raw(",\"reason\":").string(cut(reason, MOST_UNREAD_CHARACTERS)).raw("}");
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
