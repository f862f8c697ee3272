package dev.banyan.sdk.internal.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Makes files that nobody but their owner can read: mode 0600, directories 0700, where the file system knows modes. */
public final class OwnerOnly {
    private OwnerOnly() {}

    public static void createDirectories(Path directory) throws IOException {
        // Looked for first: createDirectories refuses a directory that is reached through a symbolic link.
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode(directory.getFileSystem(), "rwx------"));
        }
    }

    /** Opens a file for writing and makes it when it is missing. */
    public static FileChannel open(Path file) throws IOException {
        Set<OpenOption> options = new HashSet<>(Arrays.asList(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        return FileChannel.open(file, options, mode(file.getFileSystem(), "rw-------"));
    }

    /**
     * Puts a file in the place of another one, if there is one: written aside, synced, then renamed, so that a crash or a full
     * disk at any moment leaves the old one or the new one whole.
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path directory = file.getParent();
        createDirectories(directory);
        Path temporary =
                Files.createTempFile(directory, "banyan-", ".tmp", mode(directory.getFileSystem(), "rw-------"));
        try {
            write(temporary, bytes, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes to a file that is there, and syncs it. */
    public static void write(Path file, byte[] bytes, OpenOption... how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, how)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes the rename itself durable, where the system lets a directory be opened. */
    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // Without it, a power cut right now may bring back the old file, which is whole as well.
        }
    }

    private static FileAttribute<?>[] mode(FileSystem system, String mode) {
        boolean posix = system.supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
