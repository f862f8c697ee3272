package dev.banyan.server.database;

import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long one transaction waits for locks: five seconds in all. PostgreSQL's {@code lock_timeout} alone bounds each wait, and there are
 * several: whoever comes third waits for the second one's place in the queue and then for the row, and after the environment for the head
 * of the audit chain.
 */
@TransactionScoped
public class LockPatience implements Serializable {
    private static final long serialVersionUID = 1;

    /** Of a query that takes a lock. The driver counts in whole seconds. */
    public static final String HINT = "jakarta.persistence.query.timeout";

    private static final Duration IN_ALL = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final long untilNanos = System.nanoTime() + IN_ALL.toNanos();

    /** For the next lock, in milliseconds: what is left, and never nothing. */
    public int left() {
        return (int) Math.max(
                LEAST.toMillis(),
                Duration.ofNanos(untilNanos - System.nanoTime()).toMillis());
    }
}
