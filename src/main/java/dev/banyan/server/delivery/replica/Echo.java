package dev.banyan.server.delivery.replica;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether PostgreSQL's notifications reach this replica: now and then it tells itself something over another connection, and listens. A
 * pooler of transactions takes {@code listen} and loses what comes of it, without a word.
 *
 * <p>Used by the listening thread; only {@link #state} by others.
 */
final class Echo {
    static final String CHANNEL = "banyan_echo";

    enum State {
        NOT_KNOWN("not known yet"),
        ARRIVE("arrive"),
        LOST(
                "do not arrive: changes are found by comparing revisions instead. Is a pooler of transactions between this replica and PostgreSQL?"
                        + " docs/operations.md says how to set it up.");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final long EVERY = Duration.ofSeconds(30).toNanos();
    /** Much longer than anything that a busy machine does to a notification. */
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private volatile State state = State.NOT_KNOWN;
    private boolean calls;
    private long calledAt;

    Echo(LongSupplier nanos) {
        this.nanos = nanos;
        begin();
    }

    /** A new connection listens. */
    void begin() {
        calls = false;
        calledAt = nanos.getAsLong() - EVERY;
    }

    /** Whether to call now. */
    boolean due() {
        return !calls && nanos.getAsLong() - calledAt >= (state == State.LOST ? PATIENCE : EVERY);
    }

    void called() {
        calls = true;
        calledAt = nanos.getAsLong();
    }

    /**
     * Any notification is proof.
     *
     * @return whether that is news
     */
    boolean heard() {
        calls = false;
        return become(State.ARRIVE) == State.LOST;
    }

    /** @return whether it is news that nothing is heard */
    boolean lostNow() {
        if (!calls || nanos.getAsLong() - calledAt < PATIENCE) {
            return false;
        }
        calls = false;
        return become(State.LOST) != State.LOST;
    }

    State state() {
        return state;
    }

    private State become(State next) {
        State before = state;
        state = next;
        return before;
    }
}
