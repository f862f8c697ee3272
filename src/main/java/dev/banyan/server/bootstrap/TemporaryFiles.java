package dev.banyan.server.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the server puts what it needs only while it runs: beside its data, not in the temporary folder of the machine, which nobody would
 * tidy up after a server that was killed. The next start does.
 */
final class TemporaryFiles {
    private static final String CACHE = "quarkus.vertx.cache-directory";
    private static final String UPLOADS = "quarkus.http.body.uploads-directory";

    private TemporaryFiles() {}

    /** Without a disk that can be written the defaults stay. */
    static void in(Path root, String port) {
        Path directory = root.resolve("temporary").resolve(port);
        try {
            empty(directory);
            Files.createDirectories(directory);
        } catch (IOException | UncheckedIOException unusable) {
            return;
        }
        System.getProperties().putIfAbsent(CACHE, directory.resolve("vertx").toString());
        System.getProperties().putIfAbsent(UPLOADS, directory.resolve("uploads").toString());
    }

    private static void empty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
