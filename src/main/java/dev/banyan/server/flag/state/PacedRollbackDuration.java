package dev.banyan.server.flag.state;

import dev.banyan.server.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Over how many seconds a rollback is to return its route: {@code 30s}, {@code 0s} for at once. */
public final class PacedRollbackDuration {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})s");

    private PacedRollbackDuration() {}

    /** @return null when nothing was said */
    public static Integer parse(String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw refused("\"" + text + "\" is not a time in seconds.");
        }
        int seconds = Integer.parseInt(parts.group(1));
        if (seconds > PacedRollbackProgress.LONGEST_SECONDS) {
            throw refused("A rollback may take " + PacedRollbackProgress.LONGEST_SECONDS + " seconds at most.");
        }
        return seconds;
    }

    /** What covers several routes, or cuts off the new side, is for emergencies. */
    public static void refuse(String text) {
        if (text != null) {
            throw Problem.badField(
                    "pace",
                    "Only the rollback of a single route can be paced.",
                    "Leave pace out: this happens at once.");
        }
    }

    private static Problem refused(String detail) {
        return Problem.badField(
                "pace",
                detail,
                "Send a time such as 30s, at most " + PacedRollbackProgress.LONGEST_SECONDS + "s; 0s for at once.");
    }
}
