package dev.banyan.sdk.internal.kit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Finds the directory of the user that the process runs as. There need not be one: a container may run as a number that no list of
 * users knows, and the JVM then calls the home {@code ?}. Nothing stands in for it: where others may write, they would choose the sides.
 */
public final class HomeDirectory {
    private HomeDirectory() {}

    /** An absolute path, or null. */
    public static Path find(Platform platform) {
        Path home = absolute(platform.property("user.home"));
        return home == null ? absolute(platform.environment("HOME")) : home;
    }

    private static Path absolute(String text) {
        try {
            Path path = Paths.get(text);
            return path.isAbsolute() ? path : null;
        } catch (InvalidPathException notOne) {
            return null;
        }
    }
}
