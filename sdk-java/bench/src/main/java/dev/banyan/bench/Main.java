package dev.banyan.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks. Without arguments: all of them, one thread, one fork, bytes per operation measured, about a minute, then a
 * line for each with its relation to the floor. With arguments: they are JMH's own.
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
        summarise(new Runner(new OptionsBuilder()
                        .include("dev\\.banyan\\.bench\\..*")
                        .threads(1)
                        .forks(1)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run());
    }

    private static void summarise(Collection<RunResult> results) {
        Map<String, RunResult> byName = new TreeMap<>();
        results.forEach(result -> byName.put(result.getPrimaryResult().getLabel(), result));
        double floor = score(byName.get("floor"));
        System.out.println();
        byName.forEach((name, result) -> System.out.printf(
                Locale.ROOT,
                "%-24s %8.1f ns  %5.2f x floor  %8.2f B%n",
                name,
                score(result),
                score(result) / floor,
                result.getSecondaryResults().get(ALLOCATED).getScore()));
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }
}
