package dev.banyan.sdk.internal.ledger;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Backlog;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.sdk.ReconcileHandler;
import dev.banyan.sdk.Reconciliation;
import dev.banyan.sdk.internal.kit.Daemon;
import dev.banyan.sdk.internal.kit.ErrorKinds;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.RouteKeys;
import dev.banyan.sdk.internal.kit.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second writes that failed in this process, and those that earlier ones left behind. A failure is noted in memory under a
 * short lock; {@link LedgerWriter} brings it to the disk. Full, it keeps what it has and counts what it cannot take. Thread-safe.
 */
public final class Ledger {
    static final int MOST_KEY_CHARACTERS = 512;
    private static final int MOST_REASON_CHARACTERS = 128;

    private final Platform platform;
    private final Faults faults;
    private final Runnable changed;
    /** Guarded by itself. The adopted ones first, this client's own last. */
    private final List<LedgerBook> books = new ArrayList<>();

    private final Set<String> reconciling = new HashSet<>();
    private final LedgerWriter writer;

    /** {@code changed} is called after each change of a backlog, on the thread that made it. */
    public Ledger(Settings settings, Faults faults, Runnable changed) {
        this.platform = settings.platform();
        this.faults = faults;
        this.changed = changed;
        this.writer = new LedgerWriter(settings, faults, books);
        books.add(new LedgerBook());
    }

    /** Takes over what is on disk and nobody else holds. */
    public void start(Daemon daemons) {
        writer.start(daemons);
    }

    /** Returns the thread that brings the rest to the disk; null when that is done. What fails later stays in memory. */
    public Thread close() {
        return writer.close();
    }

    /** Notes that a record's second write failed, so that these sides lack it; never waits for the disk. */
    public void failed(String route, Set<Side> missingOn, String key, Throwable why) {
        if (!RouteKeys.valid(route)) {
            faults.secondWriteLost("unknown", "its route has no valid key");
            return;
        }
        String refusal;
        synchronized (books) {
            refusal = refusal(route, missingOn, key, why);
            if (refusal != null) {
                LedgerBook own = books.get(books.size() - 1);
                missingOn.forEach(side -> own.setLost(route, side, own.lost(route, side) + 1));
            }
        }
        if (refusal != null) {
            faults.secondWriteLost(route, refusal);
        }
        writer.wake();
        changed.run();
    }

    /** How far the sides of a route are out of step. */
    public Backlog backlog(String route) {
        return backlog(route, null);
    }

    /** What one side of a route lacks; null for either. */
    public Backlog backlog(String route, Side missingOn) {
        synchronized (books) {
            Collection<FailedWrite> all = entries(route);
            all.removeIf(write -> missingOn != null && !write.isMissingOn(missingOn));
            return new Backlog(route, missingOn, all, lost(route, missingOn));
        }
    }

    private long lost(String route, Side by) {
        Set<Side> sides = by == null ? EnumSet.allOf(Side.class) : EnumSet.of(by);
        return books.stream()
                .mapToLong(book ->
                        sides.stream().mapToLong(side -> book.lost(route, side)).sum())
                .sum();
    }

    /** The same of all routes that have or had one, by the uuid of the ledger, for each side on its own. */
    public Map<String, List<Backlog>> backlogs() {
        Map<String, List<Backlog>> all = new LinkedHashMap<>();
        synchronized (books) {
            books.forEach(book -> all.put(book.uuid(), book.backlogs()));
        }
        return all;
    }

    /** Sets the number of those that these sides have lost to zero, on disk too. */
    public void forgetLost(String route, Set<Side> sides) {
        synchronized (books) {
            for (Side side : sides) {
                books.stream().filter(book -> book.lost(route, side) > 0).forEach(book -> book.setLost(route, side, 0));
            }
        }
        writer.write();
        changed.run();
    }

    /** One pass over the records of a route, oldest first, on this thread; on disk when it returns. */
    public Reconciliation reconcile(String route, ReconcileHandler handler) {
        Collection<FailedWrite> todo;
        synchronized (books) {
            todo = entries(route);
            if (!reconciling.add(route)) {
                return new Reconciliation(0, 0, todo.size(), true);
            }
        }
        try {
            return repair(route, todo, handler);
        } finally {
            synchronized (books) {
                reconciling.remove(route);
            }
            writer.write();
            changed.run();
        }
    }

    private Reconciliation repair(String route, Collection<FailedWrite> todo, ReconcileHandler handler) {
        int done = 0;
        int failed = 0;
        for (FailedWrite write : todo) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            List<FailedWrite> before = held(write);
            if (!succeeds(write, handler)) {
                failed++;
                failedAgain(write);
            } else if (settle(write, before)) {
                done++;
            }
        }
        return new Reconciliation(done, failed, backlog(route).entries(), false);
    }

    private boolean succeeds(FailedWrite write, ReconcileHandler handler) {
        try {
            handler.reconcile(write);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            faults.repairFailed(write.route(), e);
            return false;
        }
    }

    /** The entries of that record, one for each book, null where there is none. */
    private List<FailedWrite> held(FailedWrite write) {
        List<FailedWrite> held = new ArrayList<>();
        synchronized (books) {
            books.forEach(book -> held.add(book.entry(write.route(), write.key())));
        }
        return held;
    }

    /** A record that failed once more meanwhile stays: the handler may have read it before. True when it is gone. */
    private boolean settle(FailedWrite write, List<FailedWrite> before) {
        boolean gone = true;
        synchronized (books) {
            for (int i = 0; i < books.size(); i++) {
                FailedWrite now = books.get(i).entry(write.route(), write.key());
                if (now == before.get(i)) {
                    books.get(i).remove(write.route(), write.key());
                } else {
                    gone = false;
                }
            }
        }
        return gone;
    }

    private void failedAgain(FailedWrite write) {
        synchronized (books) {
            for (LedgerBook book : books) {
                FailedWrite now = book.entry(write.route(), write.key());
                if (now != null) {
                    book.put(LedgerRecords.attempted(now));
                }
            }
        }
    }

    /** Adds a failure, or says why it cannot. */
    private String refusal(String route, Set<Side> missingOn, String key, Throwable why) {
        if (key == null || key.isEmpty() || key.length() > MOST_KEY_CHARACTERS) {
            return "its key is missing or longer than " + MOST_KEY_CHARACTERS + " characters";
        }
        for (LedgerBook book : books) {
            FailedWrite known = book.entry(route, key);
            if (known != null) {
                book.failedAgain(known, missingOn);
                return null;
            }
        }
        Instant now = Instant.ofEpochMilli(platform.wallMillis());
        return add(new FailedWrite(route, key, missingOn, reason(why), now, 0)) ? null : "the ledger is full";
    }

    private boolean add(FailedWrite write) {
        for (LedgerBook book : books) {
            if (book.hasRoomFor(write)) {
                book.put(write);
                return true;
            }
        }
        return false;
    }

    /** The class only: a message may hold what is nobody else's business. */
    private static String reason(Throwable why) {
        String name = why == null ? "unknown" : ErrorKinds.cause(why).getClass().getName();
        return name.substring(0, Math.min(name.length(), MOST_REASON_CHARACTERS));
    }

    /** Oldest first. */
    Collection<FailedWrite> entries(String route) {
        return LedgerRecords.of(books, route);
    }
}
