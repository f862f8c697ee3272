package dev.banyan.bench.start;

import dev.banyan.bench.page.Machine;
import dev.banyan.harness.Directories;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long the server takes from the start of its process until it is ready, and what it holds in memory then: with the options of
 * {@code ./banyan start}, which are the arguments, and plainly, in turns, so that a machine that gets busy meanwhile slows both. {@code --quick}
 * starts less often, {@code --smoke} once.
 */
public final class Main {
    private static final Path WORK = Path.of("target/bench/start");
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private Main() {}

    /** Runs in the root of the repository. The first argument says how often; all others are options for the server's JVM. */
    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        try {
            measure(rounds(arguments[0]), new Starts(JAR, WORK, options), new Starts(JAR, WORK, List.of()));
        } catch (RunFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static int rounds(String effort) {
        return switch (effort) {
            case "--smoke" -> 1;
            case "--quick" -> 3;
            default -> 9;
        };
    }

    private static void measure(int rounds, Starts asStarted, Starts plain) throws IOException {
        Directories.delete(WORK);
        System.out.println(
                "From the start of the process until /q/health/ready answers 200; memory five seconds later.");
        System.out.println(
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), " + Machine.describe());
        System.out.println("Makes a database: " + asStarted.once());
        List<Measured> ours = new ArrayList<>();
        List<Measured> plainly = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(asStarted.once());
            plainly.add(plain.once());
        }
        System.out.println("As ./banyan start: " + Summary.of(ours));
        System.out.println("As java -jar:      " + Summary.of(plainly));
        Directories.delete(WORK);
    }
}
