package dev.banyan.bench.peers;

import dev.banyan.bench.page.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What takes a process of its own each time: the start to the first decision, and the heap that the flags live in. */
final class Processes {
    static final int[] START_FLAGS = {10, 1_000};
    static final int HEAP_FLAGS = 10_000;

    private final Effort effort;
    private final Path log;
    private final Figures figures;

    Processes(Effort effort, Path log, Figures figures) {
        this.effort = effort;
        this.log = log;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        for (Subject subject : Subject.sdks()) {
            for (int flags : START_FLAGS) {
                put(
                        "start." + subject.key + "." + flags + ".ms",
                        start(subject, flags, "nanos", effort.starts()) / 1e6);
            }
            put("heap." + subject.key + "." + HEAP_FLAGS + ".bytes", start(subject, HEAP_FLAGS, "bytes", 1));
        }
    }

    /** Each of them once, with the fewest flags. */
    void start() throws IOException, InterruptedException {
        for (Subject subject : Subject.sdks()) {
            put("start." + subject.key + ".ms", start(subject, START_FLAGS[0], "nanos", 1) / 1e6);
        }
    }

    private void put(String name, double figure) {
        figures.put(name, figure);
        System.out.printf(Locale.ROOT, "%-44s %,13.1f%n", name, figure);
    }

    /** The median of several processes. */
    private double start(Subject subject, int flags, String what, int times) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("banyan-bench");
        try {
            run(subject, "write", directory, Integer.toString(flags));
            double[] found = new double[times];
            for (int i = 0; i < times; i++) {
                found[i] = figure(run(subject, "start", directory), what);
            }
            Arrays.sort(found);
            return found[times / 2];
        } finally {
            Peers.delete(directory);
        }
    }

    private String run(Subject subject, String verb, Path directory, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ClassPaths.of(subject),
                Once.class.getName(),
                verb,
                subject.peerClass(),
                directory.toString()));
        command.addAll(List.of(more));
        Path errors = log.resolve("process." + subject.key + ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(subject.title + " did not start, see " + errors);
        }
        return said;
    }

    private static double figure(String said, String what) {
        Matcher line =
                Pattern.compile("^" + what + " (-?\\d+)$", Pattern.MULTILINE).matcher(said);
        if (!line.find()) {
            throw new IllegalStateException("There is no \"" + what + "\" in: " + said);
        }
        return Double.parseDouble(line.group(1));
    }
}
