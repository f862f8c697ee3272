package dev.banyan.server.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Named pieces of bytes on this replica's own disk. Nothing here throws: whatever happens to the disk, the replica goes on without it
 * and says so. What is damaged, of another format or of another database is ignored. Thread-safe.
 */
public final class DiskCache implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DiskCache.class);
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,99}";

    private final CacheDirectory directory;
    private final String origin;
    private final Runnable onFailure;
    private final Map<String, Supplier<byte[]>> waiting = new LinkedHashMap<>();
    private boolean failing;

    private DiskCache(CacheDirectory directory, String origin, Runnable onFailure) {
        this.directory = directory;
        this.origin = origin;
        this.onFailure = onFailure;
    }

    /**
     * @param root null: keeps nothing
     * @param database which database the entries come from, in any words; entries of another one are ignored
     * @param onFailure told whenever something could not be written
     */
    static DiskCache open(Path root, String database, Runnable onFailure) {
        return new DiskCache(directory(root), CacheFile.shortHash(database), onFailure);
    }

    private static CacheDirectory directory(Path root) {
        if (root == null) {
            return null;
        }
        try {
            return CacheDirectory.open(root);
        } catch (IOException | UnsupportedOperationException unusable) {
            LOG.warnf(
                    "Nothing is cached on disk, because %s cannot be used (%s): this replica cannot start while the"
                            + " database is away. Set BANYAN_CACHE to a directory of its own.",
                    root, words(unusable));
            return null;
        }
    }

    /** What the bytes of an entry stand for. */
    @FunctionalInterface
    public interface Form<T> {

        /** Whatever it throws says that the bytes are of another form. */
        T read(byte[] content) throws IOException;
    }

    /** Empty when there is none that can be trusted, or another release wrote it in a form of its own. */
    public <T> Optional<T> read(String name, Form<T> form) {
        Optional<byte[]> content = read(name);
        try {
            return content.isEmpty() ? Optional.empty() : Optional.of(form.read(content.get()));
        } catch (IOException | RuntimeException ofAnotherRelease) {
            LOG.warnf("The cached %s is of another release and ignored: %s", name, words(ofAnotherRelease));
            return Optional.empty();
        }
    }

    /** Empty when there is none that can be trusted. */
    public Optional<byte[]> read(String name) {
        requireName(name);
        if (directory == null) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> file = directory.read(name);
            return file.isEmpty() ? file : Optional.of(CacheFile.open(origin, file.get()));
        } catch (IOException | DamagedCacheFile unusable) {
            LOG.warnf("The cached %s is ignored: %s", name, words(unusable));
            return Optional.empty();
        }
    }

    /** The names of all entries that begin like this, in order. */
    public List<String> names(String prefix) {
        try {
            return directory == null
                    ? List.of()
                    : directory.names().stream()
                            .filter(name -> name.startsWith(prefix) && name.matches(NAME))
                            .toList();
        } catch (IOException unreadable) {
            LOG.warnf("The cache on disk cannot be read: %s", words(unreadable));
            return List.of();
        }
    }

    /** Replaces the entry. Waits for the disk; returns whether it is there now, so that it survives a loss of power. */
    public synchronized boolean write(String name, byte[] content) {
        requireName(name);
        if (directory == null) {
            return false;
        }
        try {
            directory.write(name, CacheFile.seal(origin, content));
            works();
            return true;
        } catch (IOException failed) {
            fails(name, failed);
            return false;
        }
    }

    /**
     * As {@link #write}, within a second or so and on another thread; of several in between only the last is written.
     *
     * @param content asked when it is written, so that an older state never replaces a newer one; null to delete the entry
     */
    public void writeSoon(String name, Supplier<byte[]> content) {
        requireName(name);
        synchronized (waiting) {
            waiting.put(name, content);
        }
    }

    /** Writes what waits. */
    void flush() {
        Map<String, Supplier<byte[]>> taken;
        synchronized (waiting) {
            taken = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        taken.forEach(this::tryToWrite);
    }

    /** What cannot be put into bytes must not keep the others from the disk. */
    private void tryToWrite(String name, Supplier<byte[]> content) {
        try {
            writeNow(name, content);
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "%s could not be written to the cache on disk", name);
        }
    }

    private synchronized void writeNow(String name, Supplier<byte[]> content) {
        byte[] bytes = content.get();
        if (bytes == null) {
            delete(name);
        } else {
            write(name, bytes);
        }
    }

    private void delete(String name) {
        try {
            if (directory != null) {
                directory.delete(name);
            }
        } catch (IOException failed) {
            fails(name, failed);
        }
    }

    @Override
    public void close() {
        flush();
        try {
            if (directory != null) {
                directory.close();
            }
        } catch (IOException ignored) {
            // The process is ending, which releases the lock as well.
        }
    }

    private void works() {
        if (failing) {
            failing = false;
            LOG.info("The cache on disk can be written again");
        }
    }

    private void fails(String name, IOException why) {
        onFailure.run();
        if (!failing) {
            failing = true;
            LOG.warnf("The cache on disk cannot be written (%s: %s): make room, or mend the disk", name, words(why));
        }
    }

    private static String words(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("A cached entry must not be called " + name);
        }
    }
}
