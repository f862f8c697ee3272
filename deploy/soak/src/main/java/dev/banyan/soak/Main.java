package dev.banyan.soak;

import dev.banyan.harness.Arguments;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Lets a world live fast, prints the trends, and ends with 1 when something grew that should not, or went wrong. */
public final class Main {
    private static final int MOST_MINUTES = 24 * 60;

    private Main() {}

    public static void main(String... words) throws InterruptedException {
        try {
            System.exit(run(Arguments.parse(words)) ? 0 : 1);
        } catch (RunFailure | IllegalArgumentException | IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(Arguments arguments) throws IOException, InterruptedException {
        int minutes = arguments.number("minutes");
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("A soak takes 1 to " + MOST_MINUTES + " minutes, not " + minutes + ".");
        }
        long start = System.nanoTime();
        Soak soak = new Soak(
                Path.of(arguments.text("work")).toAbsolutePath(),
                Path.of(arguments.text("server-jar")),
                Duration.ofMinutes(minutes),
                done -> System.out.printf("%4d s  %s%n", (System.nanoTime() - start) / 1_000_000_000, done));
        Verdict verdict = soak.run();
        System.out.println();
        System.out.print(verdict.table());
        System.out.println(verdict.good() ? "Nothing grows that should not." : "Something is WRONG: see above.");
        return verdict.good();
    }
}
