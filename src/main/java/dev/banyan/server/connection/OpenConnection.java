package dev.banyan.server.connection;

import java.util.function.LongSupplier;

/** What is known of one connection: who spoke last, and since when. Told by its event loop, asked by others. */
final class OpenConnection {
    enum State {
        SAID_NOTHING,
        /** The last word was the client's, and an answer is owed. */
        ASKED,
        /** The last word was ours. */
        ANSWERED
    }

    private record Moment(State state, long since) {}

    private final LongSupplier nanos;
    private final Runnable close;
    private volatile Moment moment;
    private volatile boolean closing;

    OpenConnection(LongSupplier nanos, Runnable close) {
        this.nanos = nanos;
        this.close = close;
        this.moment = new Moment(State.SAID_NOTHING, nanos.getAsLong());
    }

    /** Of a request that comes in drops the first one counts. */
    void asked() {
        if (moment.state() != State.ASKED) {
            moment = new Moment(State.ASKED, nanos.getAsLong());
        }
    }

    void answered() {
        moment = new Moment(State.ANSWERED, nanos.getAsLong());
    }

    State state() {
        return moment.state();
    }

    long since() {
        return moment.since();
    }

    boolean isClosing() {
        return closing;
    }

    void close() {
        closing = true;
        close.run();
    }
}
