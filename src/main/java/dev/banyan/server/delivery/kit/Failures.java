package dev.banyan.server.delivery.kit;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Failures that nobody expects, and that may come by the thousand: the log gets the first one with its stack, and then one a minute at most
 * with the number of those in between. Thread-safe.
 */
public final class Failures {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final LongSupplier nanos;
    private long quietUntil;
    private long untold;
    private boolean told;

    public Failures(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    public synchronized void say(String what, Throwable failed) {
        long now = nanos.getAsLong();
        if (told && now - quietUntil < 0) {
            untold++;
            return;
        }
        log.errorf(failed, "%s (%d more before)", what, untold);
        told = true;
        untold = 0;
        quietUntil = now + PAUSE;
    }
}
