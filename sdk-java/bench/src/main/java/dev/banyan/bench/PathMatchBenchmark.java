package dev.banyan.bench;

import dev.banyan.sdk.Banyan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

/** Finding the route of a request among 500 path templates, beside the usual list of patterns tried one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathMatchBenchmark {
    private static final int MASK = 255;

    private final String[] paths = new String[MASK + 1];
    private final List<Pattern> patterns = new ArrayList<>();
    private Banyan banyan;
    private int next;

    /** Starts a client and draws paths with a fixed seed; one in eight belongs to no route. */
    @Setup
    public void prepare() {
        banyan = BenchClient.start();
        Random random = new Random(42);
        for (int i = 0; i < paths.length; i++) {
            String path = BenchClient.path(random.nextInt(BenchClient.ROUTES), "order-" + random.nextInt(100_000));
            paths[i] = i % 8 == 0 ? path + "/unknown" : path;
        }
        for (int i = 0; i < BenchClient.ROUTES; i++) {
            patterns.add(Pattern.compile(BenchClient.path(i, "[^/]+")));
        }
    }

    /** Ends the client. */
    @TearDown
    public void end() {
        banyan.close();
    }

    /** Method and path to the route's handle. */
    @Benchmark
    public Object matchPath() {
        return banyan.match("GET", paths[next++ & MASK]);
    }

    /** The same paths against 500 regular expressions in a row. */
    @Benchmark
    public Object matchPathByPatterns() {
        String path = paths[next++ & MASK];
        for (Pattern pattern : patterns) {
            if (pattern.matcher(path).matches()) {
                return pattern;
            }
        }
        return null;
    }
}
