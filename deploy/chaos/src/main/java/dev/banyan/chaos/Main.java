package dev.banyan.chaos;

import dev.banyan.harness.Arguments;
import dev.banyan.harness.Directories;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Injects the faults, prints what was kept, and ends with 1 when a promise was broken. */
public final class Main {

    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger SDK = Logger.getLogger("dev.banyan.sdk");

    private Main() {}

    public static void main(String... words) {
        try {
            // Faults are what this is made of; they need no log.
            SDK.setLevel(Level.OFF);
            System.exit(run(Arguments.parse(words)) ? 0 : 1);
        } catch (RunFailure | IllegalArgumentException | IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(Arguments arguments) throws IOException {
        Path directory = Path.of(arguments.text("work")).toAbsolutePath();
        String only = arguments.text("only");
        Directories.delete(directory);
        Files.createDirectories(directory);
        long start = System.nanoTime();
        System.out.println("Starting PostgreSQL and two servers …");
        try (Rig rig = Rig.start(directory, Path.of(arguments.text("server-jar")))) {
            List<Finding> findings = suite(rig, arguments, start).run(wanted(only));
            Table table = new Table(findings);
            System.out.println();
            System.out.print(table.forTerminal());
            if (only.isEmpty()) {
                String measured = circumstances(start, findings) + table.forPage();
                System.out.println(new Page(Path.of(arguments.text("page"))).take(table, measured));
            }
            System.out.println(verdict(table));
            return table.allKept();
        }
    }

    private static Suite suite(Rig rig, Arguments arguments, long start) {
        Upgrade upgrade = new Upgrade(Path.of(arguments.text("server-jar")), Path.of(arguments.text("previous")));
        return new Suite(rig, upgrade, done -> say(start, done));
    }

    private static Predicate<String> wanted(String only) {
        return Pattern.compile(only).asPredicate();
    }

    private static String circumstances(long start, List<Finding> findings) {
        return "Run on %s with `./banyan chaos`: %d faults in %d s, on %d processors, with Java %s.\n\n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        findings.stream().filter(Finding::injected).count(),
                        seconds(start),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"));
    }

    private static String verdict(Table table) {
        return table.allKept() ? "All promises were kept." : "A promise was BROKEN: see above.";
    }

    private static void say(long start, String done) {
        System.out.printf("%4d s  %s%n", seconds(start), done);
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }
}
