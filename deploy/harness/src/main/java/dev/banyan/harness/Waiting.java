package dev.banyan.harness;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks again and again, not too often and not for ever. */
public final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    /** @param what reads well after "waited in vain until" */
    public static void until(String what, BooleanSupplier holds) {
        until(what, LONGEST, PAUSE, holds);
    }

    /** Asks every {@code pause}, which bounds how exactly a time can be measured so. */
    public static void until(String what, Duration longest, Duration pause, BooleanSupplier holds) {
        if (!within(longest, pause, holds)) {
            throw new RunFailure("Waited " + longest.toSeconds() + " s in vain until " + what + ".");
        }
    }

    /** Whether it came true in time. */
    public static boolean within(Duration longest, Duration pause, BooleanSupplier holds) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(pause);
        }
        return true;
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }
}
