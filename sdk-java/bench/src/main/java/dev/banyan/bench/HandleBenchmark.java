package dev.banyan.bench;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.RouteHandle;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a service does on every request, through the client's own handle: decide with one condition and 25 %, record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HandleBenchmark {
    private static final int MASK = 255;

    private final Context[] contexts = new Context[MASK + 1];
    private Banyan banyan;
    private RouteHandle route;
    private Decision decision;
    private Pins pins;

    /** Each thread's own place in the contexts. */
    @State(Scope.Thread)
    public static class Place {
        private int next;

        int next() {
            return next++ & MASK;
        }
    }

    /** Starts a client. */
    @Setup
    public void prepare() {
        banyan = BenchClient.start();
        route = banyan.route(BenchClient.key(7));
        Random random = new Random(42);
        for (int i = 0; i < contexts.length; i++) {
            int number = 10_000_000 + random.nextInt(10_000_000);
            contexts[i] = Context.of("customer-000" + number).with("country", "DE");
        }
        decision = route.decide(contexts[0]);
        pins = banyan.pin(Decision.of(route.key(), Stage.COMPLETE, Reason.SPLIT, 1));
    }

    /** Ends the client. */
    @TearDown
    public void end() {
        banyan.close();
    }

    /** A decision through a handle. */
    @Benchmark
    public Decision decideByHandle(Place place) {
        return route.decide(contexts[place.next()]);
    }

    /** The same with a pin of another service. */
    @Benchmark
    public Decision decidePinned(Place place) {
        return route.decide(contexts[place.next()], pins);
    }

    /** An outcome, with latencies over a few buckets. */
    @Benchmark
    public void record(Place place) {
        route.record(decision, Operation.READ, 1_000_000L + place.next() * 1_000L, Outcome.SUCCESS);
    }
}
