package dev.banyan.server.bootstrap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The directory that outlives the server: one server at a time uses it, nobody else on the machine may read it. */
final class DataDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataDirectory open(Path root) {
        try {
            createPrivate(root);
            return new DataDirectory(root, lock(root));
        } catch (IOException failed) {
            throw new StartFailure(
                    "The data directory " + root + " is not writable ("
                            + failed.getClass().getSimpleName() + "): set BANYAN_DATA to a directory that you own.",
                    failed);
        }
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** The secret of that name, made at first use; readable by the owner only. */
    String secret(String name) {
        Path file = root.resolve(name);
        try {
            if (!Files.exists(file)) {
                writePrivate(file, random());
            }
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new StartFailure("The file " + file + " cannot be read or written: " + failed + ".", failed);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException ignored) {
            // The process is ending, which releases the lock as well.
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, text + "\n", StandardOpenOption.SYNC);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new StartFailure("Another Banyan server uses the data directory " + root
                        + ": stop it, or set BANYAN_DATA to another directory.");
            }
        } catch (OverlappingFileLockException ownReload) {
            // In dev mode main runs again in the same process, which holds the lock already.
        }
        return channel;
    }
}
