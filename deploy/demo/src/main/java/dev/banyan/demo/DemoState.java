package dev.banyan.demo;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Passwords and keys that the demo made, kept for its next start in a file that only its owner can read. */
final class DemoState {

    /** Without letters and digits that look alike: people type these. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Path file;
    private final Properties values = new Properties();
    private final SecureRandom random = new SecureRandom();

    private DemoState(Path file) {
        this.file = file;
    }

    static DemoState open(Path file) {
        DemoState state = new DemoState(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    state.values.load(reader);
                }
            }
            return state;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new RunFailure("The demo's file " + file + " cannot be read (" + unreadable + ").", unreadable);
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    /** The password of that user, made at first use. */
    String password(String user) {
        String name = "password." + user;
        if (find(name).isEmpty()) {
            keep(name, group() + "-" + group() + "-" + group() + "-" + group());
        }
        return values.getProperty(name);
    }

    /** On disk before it returns, so that what was made on the server is never forgotten here. */
    void keep(String name, String value) {
        values.setProperty(name, value);
        try {
            write();
        } catch (IOException failed) {
            throw new RunFailure("The demo cannot write its file " + file + " (" + failed + ").", failed);
        }
    }

    private void write() throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, "What the demo made for itself. Delete the whole directory to begin anew.");
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(
                temporary,
                PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
        Files.writeString(temporary, text.toString());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String group() {
        return random.ints(4, 0, LETTERS.length())
                .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
                .collect(Collectors.joining());
    }
}
