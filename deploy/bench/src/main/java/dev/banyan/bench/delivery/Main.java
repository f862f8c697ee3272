package dev.banyan.bench.delivery;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.banyan.bench.page.Figures;
import dev.banyan.harness.Directories;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures how fast changes reach services, and what that takes. {@code --quick} measures less of everything; {@code --smoke} the least
 * of all, and keeps nothing; {@code --page} writes the page again from the figures of the last run.
 */
public final class Main {
    private static final Path WORK = Path.of("target/bench");
    private static final Path FIGURES = WORK.resolve("delivery.properties");
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    /** Kept, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger SDK_LOG = Logger.getLogger("dev.banyan.sdk");

    private Main() {}

    /** Runs in the root of the repository. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Files.createDirectories(WORK);
        try {
            if (words.equals(List.of("--smoke"))) {
                measure(Effort.SMOKE, Run::smoke);
                System.out.println("Changes arrive. Nothing was written.");
                System.exit(0);
            }
            if (!words.equals(List.of("--page"))) {
                boolean quick = words.contains("--quick");
                measure(quick ? Effort.QUICK : Effort.FULL, run -> run.measure(quick))
                        .save(FIGURES);
            }
            if (!Files.exists(FIGURES)) {
                throw new RunFailure("There are no figures yet: run ./banyan bench delivery first.");
            }
            new Page(Figures.load(FIGURES)).write(Path.of("docs"));
        } catch (RunFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        System.out.println("The figures are in " + FIGURES + ", the page is docs/benchmarks-delivery.md.");
        System.exit(0);
    }

    private interface Measuring {
        void of(Run run) throws IOException, InterruptedException;
    }

    private static Figures measure(Effort wanted, Measuring measuring) throws IOException, InterruptedException {
        requireLinux();
        // That the stream goes when the server is killed is no news here.
        SDK_LOG.setLevel(Level.OFF);
        Effort effort = wanted.within(openFiles());
        Path directory = WORK.resolve("delivery").toAbsolutePath();
        Directories.delete(directory);
        Files.createDirectories(directory.resolve("logs"));
        Figures figures = new Figures();
        measuring.of(new Run(effort, JAR.toAbsolutePath(), directory, new Measured(figures, System.out)));
        Directories.delete(directory.resolve("postgres"));
        return figures;
    }

    private static void requireLinux() {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new RunFailure(
                    "This needs Linux: memory and processor time come from /proc, and the clients from 127.0.0.2 and up.");
        }
    }

    /** The JVM raises its own limit to what it may; its children inherit that. */
    private static long openFiles() {
        long limit =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        long least = Effort.filesFor(Effort.QUICK.most());
        if (limit < least) {
            throw new RunFailure("A process may open " + limit + " files here, and " + least
                    + " are needed for the least that is measured: raise it (ulimit -n 20000) and try again.");
        }
        return limit;
    }
}
