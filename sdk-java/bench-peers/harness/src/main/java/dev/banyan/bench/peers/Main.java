package dev.banyan.bench.peers;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Measures Banyan beside its peers and writes the page about it. {@code --quick} measures everything for a shorter time, for those who
 * want to see whether it works; {@code --smoke} lets each of them start and decide once, and keeps nothing; {@code --page} writes the page again
 * from the figures of the last run.
 */
public final class Main {
    private static final Path WORK = Path.of("target/bench");
    private static final Path FIGURES = WORK.resolve("sdk.properties");

    private Main() {}

    /** Runs in the root of the repository. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Files.createDirectories(WORK);
        if (words.equals(List.of("--smoke"))) {
            smoke();
            return;
        }
        if (!words.equals(List.of("--page"))) {
            measure(words.contains("--quick") ? Effort.QUICK : Effort.FULL);
        }
        if (!Files.exists(FIGURES)) {
            System.err.println("There are no figures yet: run ./banyan bench sdk first.");
            System.exit(1);
        }
        new Page(Figures.load(FIGURES)).write(Path.of("docs"));
        System.out.println("The figures are in " + FIGURES + ", the page is docs/benchmarks.md.");
    }

    private static void smoke() throws Exception {
        Figures forgotten = new Figures();
        weigh(forgotten);
        new Processes(Effort.SMOKE, WORK, forgotten).start();
        new Decisions(Effort.SMOKE, WORK, forgotten).measure(Subject.BANYAN);
        System.out.println("All of them start and decide. Nothing was written.");
    }

    private static void measure(Effort effort) throws Exception {
        long started = System.nanoTime();
        Figures figures = new Figures();
        describe(effort, figures);
        weigh(figures);
        new Processes(effort, WORK, figures).measure();
        new Decisions(effort, WORK, figures).measure();
        figures.put("run.seconds", Duration.ofNanos(System.nanoTime() - started).toSeconds());
        figures.save(FIGURES);
    }

    private static void describe(Effort effort, Figures figures) throws IOException, InterruptedException {
        figures.put("run.command", "./banyan bench sdk" + (effort == Effort.QUICK ? " --quick" : ""));
        figures.put("run.date", LocalDate.now(ZoneOffset.UTC).toString());
        figures.put("run.machine", Machine.describe());
        figures.put("run.load", Machine.load());
        figures.put("run.java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    private static void weigh(Figures figures) throws IOException {
        for (Subject subject : Subject.sdks()) {
            List<Path> libraries = ClassPaths.libraries(subject);
            List<Path> dependencies = libraries.subList(1, libraries.size());
            figures.put(
                    "jar." + subject.key + ".name",
                    libraries.get(0).getFileName().toString());
            figures.put("jar." + subject.key + ".bytes", Files.size(libraries.get(0)));
            figures.put("dependencies." + subject.key + ".count", dependencies.size());
            figures.put("dependencies." + subject.key + ".bytes", ClassPaths.bytes(dependencies));
        }
    }
}
