package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.fail;

import dev.banyan.sdk.internal.kit.Timings;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Clients for the tests of the add-ons, whose patience is short enough for a test. */
public final class TestClients {
    private static final long DEADLINE_NANOS = Duration.ofSeconds(60).toNanos();

    private TestClients() {}

    public static BanyanBuilder of(TestControlPlane plane) {
        Timings timings = new Timings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                Duration.ofMillis(300),
                Duration.ofSeconds(2));
        return Banyan.builder()
                .url(plane.url())
                .sdkKey("bny_sdk_0123456789abcdefghijABCDEFGHIJ01abcdef")
                .application("shop")
                .withoutCache()
                .surroundings(new Scenario.TestPlatform(), timings);
    }

    public static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
