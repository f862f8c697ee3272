package dev.banyan.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks again and again, not too often and not for ever. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(180);
    private static final long PAUSE_MILLIS = 100;

    private Waiting() {}

    /** @param what reads well after "waited in vain until" */
    static void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailure("The demo waited " + LONGEST.toSeconds() + " s in vain until " + what + ".");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo is ending.", interrupted);
        }
    }
}
