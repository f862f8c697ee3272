package dev.banyan.bench;

import dev.banyan.sdk.Banyan;
import java.util.Locale;

/** Prints what a shadow read adds to its caller while the new side hangs for three seconds. Takes about five seconds. */
public final class ShadowMain {
    private static final int CALLS = 2_000;
    private static final int PER_SECOND = 500;
    private static final String HANG_MILLIS = "3000";

    private ShadowMain() {}

    /** Runs it. The one argument, if given, is for how many milliseconds the new side hangs. */
    public static void main(String[] arguments) {
        long hangMillis = Long.parseLong(arguments.length == 0 ? HANG_MILLIS : arguments[0]);
        try (Banyan banyan = BenchClient.start()) {
            ShadowBenchmark.Latencies[] latencies = new ShadowBenchmark(banyan, hangMillis).run(CALLS, PER_SECOND);
            System.out.printf(
                    Locale.ROOT,
                    "%,d reads each at %d/s, the new side hangs %,d ms%n%-8s %12s %12s %12s%n",
                    CALLS,
                    PER_SECOND,
                    hangMillis,
                    "stage",
                    "p50",
                    "p99",
                    "max");
            print("off", latencies[0].micros(0.5), latencies[0].micros(0.99), latencies[0].micros(1));
            print("shadow", latencies[1].micros(0.5), latencies[1].micros(0.99), latencies[1].micros(1));
            print(
                    "added",
                    latencies[1].micros(0.5) - latencies[0].micros(0.5),
                    latencies[1].micros(0.99) - latencies[0].micros(0.99),
                    latencies[1].micros(1) - latencies[0].micros(1));
        }
    }

    private static void print(String what, double median, double tail, double worst) {
        System.out.printf(Locale.ROOT, "%-8s %9.1f µs %9.1f µs %9.1f µs%n", what, median, tail, worst);
    }
}
