package dev.banyan.server.guard.rules;

import dev.banyan.server.figures.Spans;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the guard sees what services measure. Outcomes are looked at within a second or so after they came; when some have waited for long,
 * harm would not be noticed. Where nothing was measured there is nothing to miss.
 */
public final class Sight {
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** It sees again when it is nearly up to date, so that people are not told over and over. */
    static final Duration CAUGHT_UP = Duration.ofSeconds(3);

    private Sight() {}

    /** @param unseen since when something waits to be looked at, or null */
    public static boolean isBlind(Instant unseen, Instant now) {
        return waitsLonger(unseen, now, PATIENCE);
    }

    public static boolean seesAgain(Instant unseen, Instant now) {
        return !waitsLonger(unseen, now, CAUGHT_UP);
    }

    private static boolean waitsLonger(Instant unseen, Instant now, Duration than) {
        return unseen != null && Duration.between(unseen, now).compareTo(than) > 0;
    }

    public static String words(Instant unseen, Instant now) {
        return "What services measured has not been looked at for "
                + Spans.inSeconds(Duration.between(unseen, now))
                + ": the guard would not notice harm. Plans stand still until it sees again; you can roll back.";
    }
}
