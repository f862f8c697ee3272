package dev.banyan.server.web.flag;

import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.web.kit.Share;
import java.time.Duration;

/**
 * What a route gets just now, so that a button can say how much it moves.
 *
 * @param perSecond requests a second
 * @param onNew those of them that the new side served
 */
public record Load(double perSecond, double onNew) {
    public static final Duration SPAN = Duration.ofSeconds(10);
    public static final Load NONE = new Load(0, 0);

    /** @param span of the last seconds; null without any request */
    public static Load of(OutcomeSpan span) {
        if (span == null || span.newest() == null) {
            return NONE;
        }
        // What was counted after the newest second is still on its way here.
        double seconds =
                1 + Math.max(0, Duration.between(span.from(), span.newest()).toMillis() / 1_000.0);
        return new Load(span.served() / seconds, span.fresh().served() / seconds);
    }

    /** What new gets at a share of all callers, however many that was before. */
    public double at(Share share) {
        return perSecond * share.millionths() / 1_000_000.0;
    }
}
