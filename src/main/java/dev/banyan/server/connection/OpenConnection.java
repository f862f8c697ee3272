package dev.banyan.server.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private final Line line;
    private final long openedAt;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private volatile Moment moment;
    private volatile boolean hasRequested;
    private volatile boolean shared;
    private volatile boolean known;
    private volatile boolean closing;

    OpenConnection(LongSupplier nanos, Line line) {
        this.nanos = nanos;
        this.line = line;
        this.openedAt = nanos.getAsLong();
        this.moment = new Moment(State.SAID_NOTHING, openedAt);
    }

    /** Of a request that comes in drops the first one counts. */
    void asked() {
        if (moment.state() != State.ASKED) {
            moment = new Moment(State.ASKED, nanos.getAsLong());
        }
    }

    void answered(long bytes) {
        moment = new Moment(State.ANSWERED, nanos.getAsLong());
        sent.lazySet(sent.get() + bytes);
    }

    /** @param shared among several requests at a time, and with words that are no request: HTTP/2 */
    void requestBegins(boolean shared) {
        this.shared = shared;
        hasRequested = true;
        requests.incrementAndGet();
    }

    void requestEnds() {
        moment = new Moment(State.ANSWERED, nanos.getAsLong());
        requests.decrementAndGet();
    }

    /** Somebody has shown a valid credential on it. */
    void becomesKnown() {
        known = true;
    }

    State state() {
        return moment.state();
    }

    long since() {
        return moment.since();
    }

    long openedAt() {
        return openedAt;
    }

    boolean isAtWork() {
        return requests.get() > 0;
    }

    boolean hasRequested() {
        return hasRequested;
    }

    boolean isShared() {
        return shared;
    }

    boolean isKnown() {
        return known;
    }

    /** Bytes, since it was opened. */
    long sent() {
        return sent.get();
    }

    Line line() {
        return line;
    }

    boolean isClosing() {
        return closing;
    }

    void close() {
        closing = true;
        line.close();
    }
}
