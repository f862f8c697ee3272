package dev.banyan.server.flag.rollback;

import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long somebody wants to wait for a change to arrive: {@code 500ms}, {@code 5s}. */
final class ProofWait {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(ms|s)");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private ProofWait() {}

    /** @return empty when nothing was said */
    static Optional<Duration> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw refused("\"" + text + "\" is not a time.");
        }
        long number = Long.parseLong(parts.group(1));
        Duration wanted = parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        if (wanted.compareTo(LONGEST) > 0) {
            throw refused("Nobody may wait longer than 30s.");
        }
        return Optional.of(wanted);
    }

    private static Problem refused(String detail) {
        return Problem.badField("wait", detail, "Send a time such as 500ms or 5s, at most 30s.");
    }
}
