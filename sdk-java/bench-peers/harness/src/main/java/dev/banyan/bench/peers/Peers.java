package dev.banyan.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes the SDKs under measurement, and clears up after them. */
final class Peers {
    private Peers() {}

    /** The peer of a class; whatever it takes for a caller, it gets back only what it made itself. */
    @SuppressWarnings("unchecked")
    static Peer<Object> make(String className) throws ReflectiveOperationException {
        return (Peer<Object>) Class.forName(className).getConstructor().newInstance();
    }

    static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
