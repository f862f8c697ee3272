package dev.banyan.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks. Without arguments: all of them, one thread, one fork, bytes per operation measured, about a minute and a
 * half, then a line for each with its relation to the floor. With arguments: they are JMH's own.
 *
 * <p>The median of many short iterations is shown, and the best of them, because neighbours on a shared machine only ever make
 * a figure worse.
 */
public final class Main {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Main() {}

    /** Runs the benchmarks. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        summarise(new Runner(defaults()).run());
    }

    private static Options defaults() {
        return new OptionsBuilder()
                .include("dev\\.banyan\\.bench\\..*")
                .threads(1)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(25)
                .measurementTime(TimeValue.milliseconds(200))
                .addProfiler(GCProfiler.class)
                .build();
    }

    private static void summarise(Collection<RunResult> results) {
        Map<String, RunResult> byName = new TreeMap<>();
        results.forEach(result -> byName.put(result.getPrimaryResult().getLabel(), result));
        Statistics floor = statistics(byName.get("floor"));
        System.out.printf(
                Locale.ROOT, "%n%-24s %9s %9s %9s %9s %9s%n", "", "median", "x floor", "best", "x floor", "allocated");
        byName.forEach((name, result) -> print(name, result, floor));
    }

    private static void print(String name, RunResult result, Statistics floor) {
        Statistics times = statistics(result);
        System.out.printf(
                Locale.ROOT,
                "%-24s %6.1f ns %9.2f %6.1f ns %9.2f %7.2f B%n",
                name,
                median(times),
                median(times) / median(floor),
                times.getMin(),
                times.getMin() / floor.getMin(),
                result.getSecondaryResults().get(ALLOCATED).getScore());
    }

    private static double median(Statistics times) {
        return times.getPercentile(50);
    }

    private static Statistics statistics(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }
}
