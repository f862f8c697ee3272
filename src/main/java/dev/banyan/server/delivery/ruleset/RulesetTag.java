package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.problem.EntityTags;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a text that clients get: {@code "<epoch>-<revision>"}, while emergencies are in force {@code "<epoch>-<revision>-<mark>"}.
 *
 * @param mark of the text, since emergencies come without a revision of their own; empty without any
 */
public record RulesetTag(String epoch, long revision, String mark) {
    static final int MARK = 8;

    private static final Pattern REST = Pattern.compile("(\\d{1,18})(?:-([0-9a-f]{8}))?\"");

    /** As a strong entity tag. */
    @Override
    public String toString() {
        return '"' + epoch + '-' + revision + (mark.isEmpty() ? "" : '-' + mark) + '"';
    }

    /** The revision that a client holds by its own account; empty if its tag is of another epoch, or none of ours. */
    public static Optional<RulesetTag> of(String tag, String epoch) {
        String ours = tag == null ? "" : EntityTags.of(tag).get(0);
        String begin = '"' + epoch + '-';
        if (!ours.startsWith(begin)) {
            return Optional.empty();
        }
        Matcher rest = REST.matcher(ours.substring(begin.length()));
        return rest.matches()
                ? Optional.of(new RulesetTag(
                        epoch,
                        Long.parseLong(rest.group(1)),
                        Optional.ofNullable(rest.group(2)).orElse("")))
                : Optional.empty();
    }
}
