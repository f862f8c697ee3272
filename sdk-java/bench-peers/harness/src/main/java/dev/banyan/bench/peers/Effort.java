package dev.banyan.bench.peers;

import java.nio.file.Path;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long each thing is measured. Many short iterations rather than few long ones: the best of them is one that no neighbour on the
 * machine disturbed.
 *
 * @param forks how many processes for ours and the floor, which our aims are about; the others get one
 * @param starts how many processes for the median of a start
 */
record Effort(int forks, int warmups, int warmupMillis, int iterations, int iterationMillis, int starts) {
    static final Effort FULL = new Effort(2, 5, 500, 20, 150, 7);
    static final Effort QUICK = new Effort(1, 4, 300, 6, 100, 3);
    static final Effort SMOKE = new Effort(1, 1, 10, 1, 10, 1);

    /** On a busy machine a compiler in the background may not get its turn, and interpreted code would be measured. */
    private static final String COMPILED_FIRST = "-Xbatch";

    private static final String SILENT_SLF4J = "-Dslf4j.internal.verbosity=ERROR";
    private static final Path SILENCE = Path.of("sdk-java/bench-peers/silence.properties");

    ChainedOptionsBuilder options(boolean ours) {
        return new OptionsBuilder()
                .forks(ours ? forks : 1)
                .jvmArgsAppend(
                        COMPILED_FIRST, "-Djava.util.logging.config.file=" + SILENCE.toAbsolutePath(), SILENT_SLF4J)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(iterationMillis));
    }
}
