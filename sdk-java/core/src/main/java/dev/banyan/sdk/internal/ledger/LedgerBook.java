package dev.banyan.sdk.internal.ledger;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Backlog;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.sdk.internal.kit.Unique;
import dev.banyan.wire.RulesetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one ledger holds, and the {@linkplain LedgerLine lines} that say so on disk. One entry per route and key: whoever reconciles
 * it reads the record anew, so ten failures of one record need one repair. Not thread-safe, guarded by {@link Ledger}.
 */
final class LedgerBook {
    static final int MOST_ENTRIES = 10_000;
    static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_UNWRITTEN = 500_000;

    private final Map<String, FailedWrite> entries = new LinkedHashMap<>();
    /**
     * By the side that lacks them. Also names each route that ever had an entry here, with 0, so that its end can be reported: that of
     * new in any case, since a server that knows no sides may have taken legacy's for it.
     */
    private final Map<Side, Map<String, Long>> lost = new EnumMap<>(Side.class);

    private final StringBuilder unwritten = new StringBuilder();
    private String uuid = Unique.id();
    private long characters;
    private int lines;
    private boolean rewrite = true;
    private boolean dirty;
    private boolean damaged;

    LedgerBook() {
        for (Side side : Side.values()) {
            lost.put(side, new LinkedHashMap<>());
        }
    }

    /** The book that the bytes of a file tell of; a line that was cut or changed is left out. */
    static LedgerBook read(byte[] bytes) {
        LedgerBook book = new LedgerBook();
        // A torn last line has no end, and so no part of it is taken for a line.
        String[] all = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < all.length - 1; i++) {
            book.readLine(all[i]);
            book.unwritten.setLength(0);
        }
        book.dirty = false;
        return book;
    }

    String uuid() {
        return uuid;
    }

    /** Gives the book the uuid that its file has. */
    void name(String other) {
        uuid = other;
    }

    /** Whether a whole line could not be read. */
    boolean damaged() {
        return damaged;
    }

    int size() {
        return entries.size();
    }

    /** The entry of that record as it is now, or null. */
    FailedWrite entry(String route, String key) {
        return entries.get(id(route, key));
    }

    boolean hasRoomFor(FailedWrite write) {
        return entries.size() < MOST_ENTRIES && characters + weight(write) <= MOST_CHARACTERS;
    }

    /** Adds an entry, or puts it in the place of the one of the same record. */
    void put(FailedWrite write) {
        FailedWrite before = entries.put(id(write.route(), write.key()), write);
        characters += weight(write) - (before == null ? 0 : weight(before));
        lost.get(Side.NEW).putIfAbsent(write.route(), 0L);
        if (write.isMissingOn(Side.LEGACY)) {
            lost.get(Side.LEGACY).putIfAbsent(write.route(), 0L);
        }
        change(LedgerLine.entry(write));
    }

    /** Notes that an entry's record failed again: another one takes its place, which whoever is repairing it notices. */
    void failedAgain(FailedWrite write, Set<Side> missingOn) {
        FailedWrite again = LedgerRecords.with(write, missingOn);
        if (again.missingOn().equals(write.missingOn())) {
            entries.put(id(write.route(), write.key()), again);
        } else {
            put(again);
        }
    }

    void remove(String route, String key) {
        FailedWrite gone = entries.remove(id(route, key));
        if (gone != null) {
            characters -= weight(gone);
            change(LedgerLine.gone(route, key));
        }
    }

    long lost(String route, Side by) {
        return lost.get(by).getOrDefault(route, 0L);
    }

    void setLost(String route, Side by, long count) {
        lost.get(Side.NEW).putIfAbsent(route, 0L);
        lost.get(by).put(route, count);
        change(lostLine(route));
    }

    List<FailedWrite> entries(String route) {
        List<FailedWrite> found = new ArrayList<>();
        for (FailedWrite write : entries.values()) {
            if (write.route().equals(route)) {
                found.add(write);
            }
        }
        return found;
    }

    /** One for each side and route that has or had entries. */
    List<Backlog> backlogs() {
        List<Backlog> backlogs = new ArrayList<>();
        lost.forEach((side, routes) -> {
            Map<String, Collection<FailedWrite>> byRoute = missingOn(side);
            routes.forEach((route, count) ->
                    backlogs.add(new Backlog(route, side, byRoute.getOrDefault(route, new ArrayList<>()), count)));
        });
        return backlogs;
    }

    private Map<String, Collection<FailedWrite>> missingOn(Side side) {
        Map<String, Collection<FailedWrite>> byRoute = new LinkedHashMap<>();
        for (FailedWrite write : entries.values()) {
            if (write.isMissingOn(side)) {
                byRoute.computeIfAbsent(write.route(), route -> new ArrayList<>())
                        .add(write);
            }
        }
        return byRoute;
    }

    /** Whether the disk does not know all yet. */
    boolean dirty() {
        return dirty;
    }

    /** Whether {@link #take} gives the whole book, to replace the file, instead of lines to append. */
    boolean rewrites() {
        return rewrite
                || lines > 1_000 + 2 * (entries.size() + lost.get(Side.NEW).size());
    }

    /** What has to be written; from now on it counts as written, until {@link #writeAgain}. */
    byte[] take() {
        if (rewrites()) {
            unwritten.setLength(0);
            lines = 0;
            note(LedgerLine.first(uuid));
            entries.values().forEach(write -> note(LedgerLine.entry(write)));
            lost.get(Side.NEW).keySet().forEach(route -> note(lostLine(route)));
            rewrite = false;
        }
        byte[] bytes = unwritten.toString().getBytes(StandardCharsets.UTF_8);
        unwritten.setLength(0);
        dirty = false;
        return bytes;
    }

    /** What was taken may have been written in part: only the whole book will do. */
    void writeAgain() {
        rewrite = true;
        dirty = true;
        unwritten.setLength(0);
    }

    /** While the disk is slow or full, lines must not pile up: the book itself is bounded. */
    private void change(String line) {
        note(line);
        if (unwritten.length() > MOST_UNWRITTEN) {
            writeAgain();
        }
    }

    private void note(String line) {
        unwritten.append(line);
        lines++;
        dirty = true;
    }

    private void readLine(String line) {
        try {
            LedgerLine.read(line, this);
        } catch (RulesetException | IndexOutOfBoundsException | ClassCastException unreadable) {
            damaged = true;
        }
    }

    private String lostLine(String route) {
        return LedgerLine.lost(
                route, lost(route, Side.NEW), lost.get(Side.LEGACY).get(route));
    }

    /** No route key has a line break. */
    private static String id(String route, String key) {
        return route + '\n' + key;
    }

    private static long weight(FailedWrite write) {
        return 64L
                + write.route().length()
                + write.key().length()
                + write.reason().length();
    }
}
