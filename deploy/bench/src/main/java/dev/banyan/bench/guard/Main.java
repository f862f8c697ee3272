package dev.banyan.bench.guard;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Machine;
import dev.banyan.server.guard.statistics.Aim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Simulates rollouts and measures what the guard's tests say of them. The same seeds in every run, so the same figures. {@code --quick}
 * simulates fewer; {@code --page} writes the page again from the figures of the last run.
 */
public final class Main {
    private static final Path WORK = Path.of("target/bench");
    private static final Path FIGURES = WORK.resolve("guard.properties");
    private static final Aim AIM = new Aim(0.005, 0.01);

    private Main() {}

    /** Runs in the root of the repository. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Files.createDirectories(WORK);
        if (!words.equals(List.of("--page"))) {
            measure(words.contains("--quick"));
        }
        if (!Files.exists(FIGURES)) {
            System.err.println("There are no figures yet: run ./banyan bench guard first.");
            System.exit(1);
        }
        new Page(Figures.load(FIGURES)).write(Path.of("docs"));
        System.out.println("The figures are in " + FIGURES + ", the page is docs/benchmarks-guard.md.");
    }

    private static void measure(boolean quick) throws IOException {
        Figures figures = new Figures();
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        long start = System.nanoTime();
        new FalseAlarms(AIM, figures).measure(effort);
        new Delays(AIM, figures).measure(effort);
        new Healths(AIM, figures).measure(effort);
        figures.put("run.seconds", (System.nanoTime() - start) / 1e9);
        figures.put("run.date", LocalDate.now().toString());
        figures.put("run.command", "./banyan bench guard" + (quick ? " --quick" : ""));
        figures.put("run.machine", Machine.describe());
        figures.put("run.java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        figures.put("run.harm", AIM.harm());
        figures.put("run.alpha", AIM.alpha());
        figures.save(FIGURES);
    }
}
