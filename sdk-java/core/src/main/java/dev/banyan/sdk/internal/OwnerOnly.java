package dev.banyan.sdk.internal;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that nobody but their owner can read: mode 0600, directories 0700, where the file system knows modes. */
final class OwnerOnly {
    private OwnerOnly() {}

    static void createDirectories(Path directory) throws IOException {
        // Looked for first: createDirectories refuses a directory that is reached through a symbolic link.
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode(directory.getFileSystem(), "rwx------"));
        }
    }

    static Path createTemporary(Path directory, String prefix) throws IOException {
        return Files.createTempFile(directory, prefix, ".tmp", mode(directory.getFileSystem(), "rw-------"));
    }

    private static FileAttribute<?>[] mode(FileSystem system, String mode) {
        boolean posix = system.supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
