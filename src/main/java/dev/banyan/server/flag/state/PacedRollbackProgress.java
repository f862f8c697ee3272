package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a rollback has come that returns its route over some seconds. Steps are of one size, and never closer together than asked for:
 * when nobody could publish for a while, it goes on where it stopped.
 *
 * @param seconds what it takes in all
 * @param step how many steps are published
 * @param nextAt when the next one may be, by the database's clock
 */
public record PacedRollbackProgress(int seconds, int step, Instant nextAt) {
    static final int LONGEST_SECONDS = 300;
    /** Each is a revision and an entry of the audit trail. */
    private static final int MOST_INTERVALS = 60;

    /** The first step is the press itself. */
    static PacedRollbackProgress start(int seconds, Instant now) {
        return new PacedRollbackProgress(seconds, 0, now).next(now);
    }

    PacedRollbackProgress next(Instant now) {
        boolean onTime = now.isBefore(nextAt.plus(interval()));
        return new PacedRollbackProgress(seconds, step + 1, (onTime ? nextAt : now).plus(interval()));
    }

    @JsonProperty
    public int steps() {
        return intervals() + 1;
    }

    boolean due(Instant now) {
        return !now.isBefore(nextAt);
    }

    @JsonIgnore
    public boolean isOver() {
        return step >= steps();
    }

    /** What is still to come back, in millionths of the whole way. */
    int left() {
        return (int) ((long) RolloutSpec.WHOLE * (steps() - step) / steps());
    }

    private int intervals() {
        return Math.min(seconds, MOST_INTERVALS);
    }

    private Duration interval() {
        return Duration.ofMillis((seconds * 1000L + intervals() - 1) / intervals());
    }
}
