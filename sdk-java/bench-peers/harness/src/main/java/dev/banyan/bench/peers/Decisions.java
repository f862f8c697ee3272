package dev.banyan.bench.peers;

import dev.banyan.bench.page.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Time and bytes of an operation, measured by JMH: the floors, the recording of an outcome, and a decision of each SDK. */
final class Decisions {
    static final int[] FLAGS = {10, 1_000, 10_000};
    static final int USUAL_FLAGS = 1_000;
    /** A route has 100 cohorts at most, the default one included, so 99 conditions stand for a hundred. */
    static final int[] RULES = {1, 10, 99};

    static final int[] THREADS = {1, 2};

    private static final String OWN = "dev\\.banyan\\.bench\\.";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Effort effort;
    private final Path log;
    private final Figures figures;

    Decisions(Effort effort, Path log, Figures figures) {
        this.effort = effort;
        this.log = log;
        this.figures = figures;
    }

    /** One set of circumstances. */
    record Case(int flags, int rules, int threads) {
        String name(Subject subject) {
            return Decisions.name(subject, flags, rules, threads);
        }
    }

    /** The first case of one subject. */
    void measure(Subject subject) throws IOException, RunnerException {
        measure(subject, cases(subject).get(0));
    }

    static String name(Subject subject, int flags, int rules, int threads) {
        return "decide." + subject.key + "." + flags + "." + rules + "." + threads;
    }

    void measure() throws IOException, RunnerException {
        for (int threads : THREADS) {
            own("floor", "DecisionBenchmark.floor", threads);
            own("floorWithCondition", "DecisionBenchmark.floorWithCondition", threads);
            own("record", "HandleBenchmark.record", threads);
        }
        for (Subject subject : Subject.values()) {
            for (Case each : cases(subject)) {
                measure(subject, each);
            }
        }
    }

    /** Not every combination: each dimension on its own, from the usual case. */
    static List<Case> cases(Subject subject) {
        List<Case> cases = new ArrayList<>();
        for (int flags : FLAGS) {
            cases.add(new Case(flags, 1, 1));
        }
        cases.add(new Case(USUAL_FLAGS, 1, 2));
        for (int rules : RULES) {
            if (rules > 1 && subject.manyRules) {
                cases.add(new Case(USUAL_FLAGS, rules, 1));
            }
        }
        return cases;
    }

    private void own(String name, String benchmark, int threads) throws IOException, RunnerException {
        ChainedOptionsBuilder options = effort.options(true).include(OWN + benchmark.replace(".", "\\.") + "$");
        run(name + "." + threads, ClassPaths.ofOwnBenchmarks(), options, threads);
    }

    private void measure(Subject subject, Case each) throws IOException, RunnerException {
        ChainedOptionsBuilder options = effort.options(subject == Subject.BANYAN)
                .include(PeerBenchmark.class.getName().replace(".", "\\.") + "\\.decide$")
                .param("peerClass", subject.peerClass())
                .param("flags", Integer.toString(each.flags))
                .param("rules", Integer.toString(each.rules));
        run(each.name(subject), ClassPaths.of(subject), options, each.threads);
    }

    private void run(String name, String classPath, ChainedOptionsBuilder options, int threads) throws RunnerException {
        // Where JMH takes the class path of the processes from that it measures in.
        String before = System.setProperty("java.class.path", classPath);
        try {
            RunResult result = new Runner(options.threads(threads)
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .output(log.resolve(name + ".log").toString())
                            .build())
                    .runSingle();
            put(name, result);
        } finally {
            System.setProperty("java.class.path", before);
        }
    }

    private void put(String name, RunResult result) {
        // Not the median: a neighbour on the machine takes whole seconds, and only ever makes a figure worse.
        double nanos = result.getPrimaryResult().getStatistics().getMin();
        double bytes = result.getSecondaryResults().get(ALLOCATED).getScore();
        figures.put(name + ".ns", nanos);
        figures.put(name + ".bytes", bytes);
        System.out.printf(Locale.ROOT, "%-44s %10.1f ns %10.1f B%n", name, nanos, bytes);
    }
}
