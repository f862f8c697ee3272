package dev.banyan.server.access.kit;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How fast one person may change things: each change costs every replica and every instance something. The way back is always open. */
public final class WriteLimits {
    private static final Pattern ALWAYS = Pattern.compile(".*/(rollback(/at-once)?|isolate)/?|/sign-(in|out)");
    private static final int MAX_PEOPLE = 10_000;

    private final AttemptLimit limit;

    public WriteLimits(Clock clock, int burst, int perSecond) {
        this.limit = new AttemptLimit(clock, burst, Duration.ofSeconds(1).dividedBy(perSecond), MAX_PEOPLE);
    }

    /** Takes one change; otherwise says how long to wait. */
    public Optional<Duration> take(String username, String path) {
        return ALWAYS.matcher(path).matches() ? Optional.empty() : limit.take(username);
    }
}
