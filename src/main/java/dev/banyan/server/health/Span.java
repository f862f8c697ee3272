package dev.banyan.server.health;

import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The time that somebody asks for. */
record Span(Instant from, Instant to, int points) {
    private static final Duration BY_DEFAULT = Duration.ofHours(1);

    /**
     * @param from an instant; null for an hour before the end
     * @param to an instant; null for now
     */
    static Span of(String from, String to, int points, Instant now) {
        Instant end = to == null ? now : instant("to", to);
        Instant begin = from == null ? end.minus(BY_DEFAULT) : instant("from", from);
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

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw Problem.badField(
                    field, field + " is no instant.", "Use an ISO 8601 instant, for instance 2026-01-31T08:00:00Z.");
        }
    }
}
