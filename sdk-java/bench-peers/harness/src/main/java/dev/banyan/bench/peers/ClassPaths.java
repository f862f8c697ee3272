package dev.banyan.bench.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The class paths that Maven resolved for each module, and what is on them. */
final class ClassPaths {
    private static final Path SDK = Path.of("sdk-java");
    private static final Path PEERS = SDK.resolve("bench-peers");

    private ClassPaths() {}

    /** What a service has that embeds the SDK: its own jar first, then whatever that one needs at run time. */
    static List<Path> libraries(Subject subject) throws IOException {
        return entries(PEERS.resolve(subject.module()));
    }

    /** The SDK with what measures it. */
    static String of(Subject subject) throws IOException {
        return joined(PEERS.resolve("harness"), PEERS.resolve(subject.module()));
    }

    /** Banyan's own benchmarks, which have the floors. */
    static String ofOwnBenchmarks() throws IOException {
        return joined(SDK.resolve("bench"));
    }

    static long bytes(List<Path> files) throws IOException {
        long sum = 0;
        for (Path file : files) {
            sum += Files.size(file);
        }
        return sum;
    }

    private static String joined(Path... modules) throws IOException {
        StringBuilder path = new StringBuilder();
        for (Path module : modules) {
            path.append(module.resolve("target/classes").toAbsolutePath()).append(File.pathSeparator);
            path.append(Files.readString(module.resolve("target/classpath")).trim())
                    .append(File.pathSeparator);
        }
        return path.substring(0, path.length() - 1);
    }

    private static List<Path> entries(Path module) throws IOException {
        String line = Files.readString(module.resolve("target/classpath")).trim();
        return Arrays.stream(line.split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .toList();
    }
}
