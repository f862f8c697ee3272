package dev.banyan.sdk.internal.kit;

import java.time.Duration;

/** Every time limit of a client, in milliseconds. Immutable; the bounds are checked by the public builder. */
public final class Timings {
    private static final int MOST_REPORT_MILLIS = 5_000;

    /** The longest a whole snapshot or event may take to arrive, however steadily it trickles. */
    public static final int WHOLE_BODY_MILLIS = 120_000;
    /** Polling joins in at the latest this long after the stream was lost. */
    public static final int FIRST_POLL_MILLIS = 10_000;

    private final int connect;
    private final int read;
    private final int poll;
    private final int flush;
    private final int slowRetry;
    private final int close;

    public Timings(Duration connect, Duration read, Duration poll, Duration flush, Duration slowRetry, Duration close) {
        this.connect = (int) connect.toMillis();
        this.read = (int) read.toMillis();
        this.poll = (int) poll.toMillis();
        this.flush = (int) flush.toMillis();
        this.slowRetry = (int) slowRetry.toMillis();
        this.close = (int) close.toMillis();
    }

    public int connect() {
        return connect;
    }

    public int read() {
        return read;
    }

    /** How long an answer to a report may take: reports are small, and a stuck one holds up those behind it. */
    public int report() {
        return Math.min(read, MOST_REPORT_MILLIS);
    }

    public int poll() {
        return poll;
    }

    public int flush() {
        return flush;
    }

    public int slowRetry() {
        return slowRetry;
    }

    public int close() {
        return close;
    }
}
