package dev.banyan.server.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Whether the database can be used, as this replica found within the last second or so. Thread-safe. */
@ApplicationScoped
public class Database {
    private record State(Instant awaySince, String reason) {}

    private final Clock clock;
    private volatile State state;

    Database(Clock clock) {
        this.clock = clock;
        this.state = new State(clock.instant(), "not tried yet");
    }

    /** Whether it was reachable and migrated a moment ago. */
    public boolean isThere() {
        return state.awaySince == null;
    }

    /** Since when it cannot be used; empty while it can. */
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(state.awaySince);
    }

    /** Why it cannot be used, for the operator; empty while it can. */
    public Optional<String> reason() {
        return Optional.ofNullable(state.reason);
    }

    void there() {
        state = new State(null, null);
    }

    void away(String reason) {
        Instant since = awaySince().orElseGet(clock::instant);
        state = new State(since, reason);
    }
}
