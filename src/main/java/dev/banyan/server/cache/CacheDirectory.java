package dev.banyan.server.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner may read, each replaced as a whole or not at all; one process at a time uses them. */
final class CacheDirectory implements AutoCloseable {
    private static final String SUFFIX = ".cache";

    private final Path root;
    private final FileChannel lock;

    private CacheDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws IOException also when another process uses it */
    static CacheDirectory open(Path root) throws IOException {
        Files.createDirectories(root, permissions("rwx------"));
        FileChannel lock = FileChannel.open(
                root.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                permissions("rw-------"));
        try {
            if (lock.tryLock() == null) {
                lock.close();
                throw new IOException("another replica uses it");
            }
        } catch (OverlappingFileLockException ownReload) {
            // In dev mode the application starts again in the same process, which holds the lock already.
        }
        return new CacheDirectory(root, lock);
    }

    Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** On disk when this returns: first the content, then under its name, then the name itself. */
    void write(String name, byte[] content) throws IOException {
        Path temporary = root.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(root)) {
            names.force(true);
        }
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, '*' + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        names.sort(null);
        return names;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path file(String name) {
        return root.resolve(name + SUFFIX);
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
