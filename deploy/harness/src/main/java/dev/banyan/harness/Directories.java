package dev.banyan.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Whole directories with all that is in them. */
public final class Directories {

    private Directories() {}

    public static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        } catch (IOException | UncheckedIOException failed) {
            throw new RunFailure("The directory " + from + " cannot be copied: " + failed.getMessage() + ".", failed);
        }
    }

    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException failed) {
            throw new RunFailure("The directory " + directory + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
