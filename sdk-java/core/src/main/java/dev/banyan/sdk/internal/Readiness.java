package dev.banyan.sdk.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the server has sent a ruleset yet, for those who want to wait for it. Thread-safe. */
final class Readiness {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean reached;

    void reached() {
        reached = true;
        open.countDown();
    }

    /** Nothing is to be expected any more. */
    void end() {
        open.countDown();
    }

    boolean await(Duration most) {
        try {
            open.await(nanos(most), TimeUnit.NANOSECONDS);
            return reached;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Some 292 years for all that is longer; nothing for null. */
    private static long nanos(Duration duration) {
        if (duration == null || duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(FOREVER) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
