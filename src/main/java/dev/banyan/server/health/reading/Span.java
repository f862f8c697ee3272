package dev.banyan.server.health.reading;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.Times;
import java.time.Duration;
import java.time.Instant;

/** The time that somebody asks for. */
public record Span(Instant from, Instant to, int points) {
    private static final Duration BY_DEFAULT = Duration.ofHours(1);

    /**
     * @param from an instant; null for an hour before the end
     * @param to an instant; null for now
     */
    public static Span of(String from, String to, int points, Instant now) {
        Instant end = to == null ? now : Times.INSTANT.parse("to", to);
        Instant begin = from == null ? end.minus(BY_DEFAULT) : Times.INSTANT.parse("from", from);
        Instant oldest = now.minus(Outcomes.KEPT);
        if (begin.isBefore(oldest)) {
            throw Problem.badField(
                    "from",
                    "from is " + begin + ", and nothing is kept that long.",
                    "Use an instant after " + oldest + ".");
        }
        if (!begin.isBefore(end)) {
            throw Problem.badField(
                    "to", "to is " + end + ", which is not after from.", "Use an instant after " + begin + ".");
        }
        if (end.isAfter(now.plus(BY_DEFAULT))) {
            throw Problem.badField(
                    "to", "to is " + end + ", which is yet to come.", "Use now, " + now + ", or leave it out.");
        }
        if (points < 1 || points > Outcomes.MOST_POINTS) {
            throw Problem.badField(
                    "points", "points is " + points + ".", "Use a number from 1 to " + Outcomes.MOST_POINTS + ".");
        }
        return new Span(begin, end, points);
    }
}
