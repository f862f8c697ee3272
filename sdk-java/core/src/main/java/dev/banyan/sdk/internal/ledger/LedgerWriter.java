package dev.banyan.sdk.internal.ledger;

import dev.banyan.sdk.internal.kit.Daemon;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Signal;
import dev.banyan.sdk.internal.kit.Uninterrupted;
import dev.banyan.sdk.internal.rules.RulesetFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the books of a {@link Ledger} on disk, on a thread of its own that starts with the first failure: a stuck control
 * plane, which may hold up the client's other threads, must not keep failures from the disk. What the disk does not take
 * stays in memory and is tried again every minute. Thread-safe.
 */
final class LedgerWriter {
    private static final int MOST_ADOPTED_ENTRIES = 4 * LedgerBook.MOST_ENTRIES;
    private static final long PAUSE_NANOS = 60_000_000_000L;
    private static final long WAIT_MILLIS = 10_000;

    private final Path directory;
    private final String environment;
    private final Platform platform;
    private final Faults faults;
    /** Guards itself and all books; held for a short time only. Its last book is the client's own. */
    private final List<LedgerBook> books;

    private final Signal signal = new Signal();
    /** Guarded by itself, held while the disk works; never taken while {@link #books} is held. */
    private final Map<LedgerBook, LedgerFile> files = new LinkedHashMap<>();

    private long notBeforeNanos;
    private boolean released;
    private Daemon daemons;
    private Thread thread;

    LedgerWriter(Settings settings, Faults faults, List<LedgerBook> books) {
        this.directory = settings.cacheDirectory();
        this.environment = RulesetFile.name(settings.url(), settings.sdkKey());
        this.platform = settings.platform();
        this.faults = faults;
        this.books = books;
        this.notBeforeNanos = platform.nanoTime();
    }

    /** Takes over what is on disk and nobody else holds; from now on the thread may start. */
    void start(Daemon newDaemons) {
        try {
            for (Path path : directory == null ? new ArrayList<Path>() : LedgerFile.all(directory, environment)) {
                adopt(path);
            }
        } catch (IOException | RuntimeException e) {
            faults.cache("Could not look for ledgers of second writes in " + directory, e);
        }
        synchronized (books) {
            daemons = newDaemons;
        }
    }

    /** There is something to write. */
    void wake() {
        signal.raise();
        synchronized (books) {
            if (thread == null && daemons != null && directory != null && !signal.closed()) {
                thread = daemons.start("ledger", this::run, signal);
            }
        }
    }

    /** Writes what the disk does not have yet, unless it has just failed to take something. */
    void write() {
        Uninterrupted.run(() -> {
            synchronized (files) {
                if (directory != null && !released && platform.nanoTime() - notBeforeNanos >= 0) {
                    books().forEach(this::write);
                }
            }
        });
    }

    /** Writes what is left and lets others have the files; returns the thread that is doing so, or null when it is done. */
    Thread close() {
        Thread running;
        synchronized (books) {
            signal.close();
            running = thread;
        }
        if (running == null) {
            finish();
        }
        return running;
    }

    private void run() {
        while (!signal.closed()) {
            write();
            signal.await(WAIT_MILLIS);
        }
        finish();
    }

    private void finish() {
        synchronized (files) {
            notBeforeNanos = platform.nanoTime();
            write();
            released = true;
            files.values().forEach(LedgerFile::release);
            files.clear();
        }
    }

    private void adopt(Path path) throws IOException {
        int held = books().stream().mapToInt(LedgerBook::size).sum();
        LedgerFile file = held < MOST_ADOPTED_ENTRIES ? LedgerFile.claim(path) : null;
        if (file == null) {
            return;
        }
        try {
            LedgerBook book = LedgerBook.read(file.read());
            if (book.damaged()) {
                faults.cache("Left out damaged lines of the ledger " + path, new IOException("checksums do not fit"));
            }
            take(book, file);
        } catch (IOException | RuntimeException e) {
            file.release();
            faults.cache("Could not read the ledger " + path, e);
        }
    }

    private void take(LedgerBook book, LedgerFile file) {
        synchronized (files) {
            files.put(book, file);
        }
        synchronized (books) {
            books.add(books.size() - 1, book);
        }
    }

    private void write(LedgerBook book) {
        boolean whole;
        byte[] bytes;
        synchronized (books) {
            if (!book.dirty()) {
                return;
            }
            whole = book.rewrites();
            bytes = book.take();
        }
        try {
            write(file(book), whole, bytes);
        } catch (ClosedByInterruptException e) {
            again(book);
        } catch (IOException | RuntimeException e) {
            again(book);
            notBeforeNanos = platform.nanoTime() + PAUSE_NANOS;
            faults.cache("Could not write a ledger of second writes in " + directory, e);
        }
    }

    private void again(LedgerBook book) {
        synchronized (books) {
            book.writeAgain();
        }
        wake();
    }

    private static void write(LedgerFile file, boolean whole, byte[] bytes) throws IOException {
        if (whole) {
            file.replace(bytes);
        } else {
            file.append(bytes);
        }
    }

    private LedgerFile file(LedgerBook book) throws IOException {
        LedgerFile file = files.get(book);
        if (file == null) {
            file = LedgerFile.create(directory, environment);
            files.put(book, file);
        }
        return file;
    }

    private List<LedgerBook> books() {
        synchronized (books) {
            return new ArrayList<>(books);
        }
    }
}
