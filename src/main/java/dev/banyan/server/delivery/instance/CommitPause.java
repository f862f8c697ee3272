package dev.banyan.server.delivery.instance;

import java.time.Duration;

/**
 * How soon the next commit of instance events may follow. What is alone is written at once; a crowd that keeps coming is left to gather, the
 * longer the larger it is, so the number of transactions does not grow with it. Acknowledgements are timed when they arrive: waiting here
 * delays only who looks, and falsifies nothing.
 */
final class CommitPause {
    private static final Duration LEAST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofMillis(500);
    private static final int CROWD = 250;

    private CommitPause() {}

    /** From the begin of a commit with so many events to the begin of the next one. */
    static Duration after(int events) {
        Duration pause = LEAST.multipliedBy(events).dividedBy(CROWD);
        return pause.compareTo(LEAST) < 0 ? LEAST : pause.compareTo(MOST) > 0 ? MOST : pause;
    }
}
