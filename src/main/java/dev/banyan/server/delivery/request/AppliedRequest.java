package dev.banyan.server.delivery.request;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.banyan.server.delivery.kit.Text;
import dev.banyan.server.problem.JsonProblems;
import dev.banyan.server.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an instance says of a revision. Newer SDKs may say more than we know: what we do not know is ignored.
 *
 * @param outcome applied or refused
 * @param reason of a refusal, or null
 * @param emergencies that it has in force; null for none
 * @param unread what it does not understand of the revision; null for nothing
 * @param moreUnread how many routes more than these
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AppliedRequest(
        String epoch,
        long revision,
        String outcome,
        String reason,
        List<UUID> emergencies,
        List<Unread> unread,
        int moreUnread) {
    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(AppliedRequest.class);
    private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int LONGEST_REASON_SENT = 2_000;
    private static final int LONGEST_REASON_KEPT = 500;
    private static final int MOST_EMERGENCIES = 64;
    private static final int MOST_UNREAD = 1_000;
    private static final int LONGEST_KEY = 128;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Unread(String route, String field, Long keeps, String reason) {

        UnreadPart part() {
            return new UnreadPart(
                    clean(route, LONGEST_KEY),
                    clean(field, LONGEST_KEY),
                    keeps,
                    reason == null ? "" : Text.clean(reason, LONGEST_REASON_KEPT));
        }
    }

    /** @throws Problem that names the field */
    public static AppliedRequest read(byte[] body) {
        try {
            AppliedRequest request = READER.readValue(body);
            if (request == null) {
                throw Problem.badRequest("The body is null.", "Send one JSON object.");
            }
            request.check();
            return request;
        } catch (JsonProcessingException unreadable) {
            throw JsonProblems.of(unreadable);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void check() {
        require(epoch != null && EPOCH.matcher(epoch).matches(), "epoch", "must be 1 to 64 letters, digits or '-'");
        require("applied".equals(outcome) || "refused".equals(outcome), "outcome", "must be applied or refused");
        require(
                reason == null || reason.length() <= LONGEST_REASON_SENT,
                "reason",
                "must not be longer than " + LONGEST_REASON_SENT + " characters");
        require(
                emergencies == null || emergencies.size() <= MOST_EMERGENCIES,
                "emergencies",
                "must not name more than " + MOST_EMERGENCIES);
        require(
                unread == null
                        || unread.size() <= MOST_UNREAD
                                && unread.stream()
                                        .allMatch(each ->
                                                each != null && (each.route() == null) != (each.field() == null)),
                "unread",
                "must be " + MOST_UNREAD + " elements at most, each with a route or a field");
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw Problem.badField(field, field + " " + what + ".", "Correct the field and send it again.");
        }
    }

    public Acknowledgement acknowledgement() {
        return outcome.equals("refused")
                ? new Acknowledgement(epoch, revision, said())
                : new Acknowledgement(epoch, revision, null, unreadParts());
    }

    private List<UnreadPart> unreadParts() {
        List<UnreadPart> parts = new ArrayList<>();
        if (unread != null) {
            unread.forEach(each -> parts.add(each.part()));
        }
        if (moreUnread > 0) {
            parts.add(new UnreadPart(UnreadPart.MORE, null, null, ""));
        }
        return parts;
    }

    private static String clean(String text, int longest) {
        return text == null ? null : Text.clean(text, longest);
    }

    public List<UUID> inForce() {
        return emergencies == null ? List.of() : emergencies;
    }

    private String said() {
        return reason == null ? "no reason given" : Text.clean(reason, LONGEST_REASON_KEPT);
    }
}
