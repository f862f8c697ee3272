package dev.banyan.sdk.internal.ledger;

import dev.banyan.sdk.internal.kit.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The file of one ledger, {@code banyan-<environment>-<n>.writes}, held by one client at a time among all processes that share
 * the directory. What is locked is a second, empty file beside it that is never replaced nor deleted: a lock on the first
 * would be lost with each rename. Not thread-safe.
 */
final class LedgerFile {
    private static final int MOST_FILES = 64;
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final String SUFFIX = ".writes";

    private final Path path;
    private final String mark;
    private final FileChannel lock;

    private LedgerFile(Path path, String mark, FileChannel lock) {
        this.path = path;
        this.mark = mark;
        this.lock = lock;
    }

    /** The names of the ledgers of an environment that are there, held or not. */
    static List<Path> all(Path directory, String environment) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, environment + "-*" + SUFFIX)) {
                files.forEach(found::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        Collections.sort(found);
        return found;
    }

    /** Takes a name that no ledger has. */
    static LedgerFile create(Path directory, String environment) throws IOException {
        OwnerOnly.createDirectories(directory);
        for (int n = 0; n < MOST_FILES; n++) {
            Path path = directory.resolve(environment + "-" + n + SUFFIX);
            LedgerFile file = Files.exists(path) ? null : claim(path);
            if (file != null && Files.exists(path)) {
                // Its holder has made and left it in this very moment.
                file.release();
            } else if (file != null) {
                return file;
            }
        }
        throw new IOException("all " + MOST_FILES + " ledgers are in use");
    }

    /** Takes a ledger; null when somebody else has it. */
    static LedgerFile claim(Path path) throws IOException {
        Path directory = path.getParent().toRealPath();
        String name = path.getFileName().toString();
        // Within one process, whatever its class loaders, no file lock is of use: the system lets go of all of them as
        // soon as
        // anyone closes a channel to that file.
        String mark = "dev.banyan.sdk.ledger:" + directory.resolve(name);
        if (System.getProperties().putIfAbsent(mark, name) != null) {
            return null;
        }
        FileChannel lock = null;
        try {
            lock = locked(directory.resolve(name.replace(SUFFIX, ".lock")));
            return lock == null ? null : new LedgerFile(path, mark, lock);
        } finally {
            if (lock == null) {
                System.getProperties().remove(mark);
            }
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel channel = OwnerOnly.open(path);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException held) {
            // By other code of this process.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    Path path() {
        return path;
    }

    byte[] read() throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException("it is larger than " + MOST_BYTES + " bytes");
        }
        return Files.readAllBytes(path);
    }

    /** Adds to a file that is there; one that somebody deleted is not made anew, it would lack what was in it. */
    void append(byte[] bytes) throws IOException {
        OwnerOnly.write(path, bytes, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void replace(byte[] bytes) throws IOException {
        OwnerOnly.replace(path, bytes);
    }

    /** Lets others have it. */
    void release() {
        try {
            lock.close();
        } catch (IOException e) {
            // The system lets go of it when the process ends.
        }
        System.getProperties().remove(mark);
    }
}
