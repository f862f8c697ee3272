package dev.banyan.bench;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Migration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a shadow read costs its caller while the new side hangs: the same call at stage {@code off} and at stage {@code shadow},
 * one of each per tick and in turns, so that both meet the same machine.
 */
final class ShadowBenchmark {
    private static final Context CONTEXT = Context.of("customer-00012345678");
    private static final int WARM_UP_CALLS = 20_000;

    private final Migration<String, String> warmUp;
    private final Migration<String, String> off;
    private final Migration<String, String> shadow;

    ShadowBenchmark(Banyan banyan, long hangMillis) {
        warmUp = migration(banyan, "bench.warm-up", Stage.SHADOW, 0);
        off = migration(banyan, "bench.off", Stage.OFF, hangMillis);
        shadow = migration(banyan, "bench.shadow", Stage.SHADOW, hangMillis);
    }

    /** Nanoseconds per call in ascending order. */
    static final class Latencies {
        private final long[] nanos;

        private Latencies(int calls) {
            nanos = new long[calls];
        }

        /** In microseconds, for a share of 0 to 1 of the calls. */
        double micros(double share) {
            int index = Math.min(nanos.length - 1, (int) (nanos.length * share));
            return nanos[index] / 1_000.0;
        }
    }

    /** Latencies at {@code off}, then at {@code shadow}. */
    Latencies[] run(int calls, int perSecond) {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            warmUp.read(CONTEXT, "o-1");
        }
        Latencies[] latencies = {new Latencies(calls), new Latencies(calls)};
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            awaitTime(start + i * TimeUnit.SECONDS.toNanos(1) / perSecond);
            boolean offFirst = i % 2 == 0;
            measure(offFirst ? off : shadow, latencies[offFirst ? 0 : 1], i);
            measure(offFirst ? shadow : off, latencies[offFirst ? 1 : 0], i);
        }
        Arrays.sort(latencies[0].nanos);
        Arrays.sort(latencies[1].nanos);
        return latencies;
    }

    private static void measure(Migration<String, String> migration, Latencies latencies, int call) {
        long start = System.nanoTime();
        migration.read(CONTEXT, "o-1");
        latencies.nanos[call] = System.nanoTime() - start;
    }

    private static void awaitTime(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Migration<String, String> migration(Banyan banyan, String key, Stage stage, long hangMillis) {
        return banyan.<String, String>migration(key, stage)
                .reads(id -> id, id -> hang(id, hangMillis))
                .build();
    }

    /** As a socket without an answer does: interrupts do not help. */
    private static String hang(String id, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            Thread.interrupted();
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return id;
    }
}
