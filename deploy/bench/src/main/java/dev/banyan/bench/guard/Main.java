package dev.banyan.bench.guard;

import dev.banyan.bench.guard.live.LivePage;
import dev.banyan.bench.guard.live.LiveRun;
import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Machine;
import dev.banyan.harness.RunFailure;
import dev.banyan.server.guard.statistics.Aim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Simulates rollouts and measures what the guard's tests say of them: the same seeds in every run, so the same figures. Then lets a new side
 * fail for real. {@code --quick} does less of both, {@code --live} the second part only; {@code --smoke} simulates a handful and keeps nothing;
 * {@code --page} writes the page again from the figures of the last run.
 */
public final class Main {
    private static final Path WORK = Path.of("target/bench");
    private static final Path FIGURES = WORK.resolve("guard.properties");
    private static final Path LIVE_FIGURES = WORK.resolve("guard-live.properties");
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Aim AIM = new Aim(0.005, 0.01);

    private Main() {}

    /** Runs in the root of the repository. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Files.createDirectories(WORK);
        try {
            if (words.contains("--smoke")) {
                simulate(Effort.SMOKE, new Figures());
                System.out.println("Rollouts are simulated. Nothing was written.");
                System.exit(0);
            }
            if (!words.contains("--page") && !words.contains("--live")) {
                measure(words.contains("--quick"));
            }
            if (!words.contains("--page")) {
                LiveRun.measure(JAR, WORK.resolve("guard"), words.contains("--quick"))
                        .save(LIVE_FIGURES);
            }
            write();
        } catch (RunFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        System.out.println("The page is docs/benchmarks-guard.md, the figures are in " + WORK + ".");
        System.exit(0);
    }

    private static void write() throws IOException {
        Path docs = Path.of("docs");
        if (Files.exists(FIGURES)) {
            new Page(Figures.load(FIGURES)).write(docs);
        }
        if (Files.exists(LIVE_FIGURES)) {
            new LivePage(Figures.load(LIVE_FIGURES)).write(docs);
        }
        if (!Files.exists(FIGURES) && !Files.exists(LIVE_FIGURES)) {
            throw new RunFailure("There are no figures yet: run ./banyan bench guard first.");
        }
    }

    private static void simulate(Effort effort, Figures figures) {
        new FalseAlarms(AIM, figures).measure(effort);
        new Delays(AIM, figures).measure(effort);
        new Healths(AIM, figures).measure(effort);
    }

    private static void measure(boolean quick) throws IOException {
        Figures figures = new Figures();
        long start = System.nanoTime();
        simulate(quick ? Effort.QUICK : Effort.FULL, figures);
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
