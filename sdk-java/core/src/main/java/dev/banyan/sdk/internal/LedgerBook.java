package dev.banyan.sdk.internal;

import dev.banyan.sdk.Backlog;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.wire.Json;
import dev.banyan.wire.RulesetException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What one ledger holds, and the lines that say so on disk. One entry per route and key: whoever reconciles it reads the record
 * anew, so ten failures of one record need one repair. Not thread-safe, guarded by {@link Ledger}.
 *
 * <p>Each line is eight hex digits, the CRC-32 of the rest, a space, and a JSON array:
 * {@code ["banyan-second-writes 1",uuid]} first, then {@code ["+",since,attempts,route,reason,key]} for an entry as it is now,
 * {@code ["-",route,key]} for one that is gone and {@code ["!",route,n]} for the number lost so far.
 */
final class LedgerBook {
    static final int MOST_ENTRIES = 10_000;
    static final int MOST_CHARACTERS = 2_000_000;
    private static final int MOST_UNWRITTEN = 500_000;
    private static final String FORMAT = "banyan-second-writes 1";

    private final Map<String, FailedWrite> entries = new LinkedHashMap<>();
    /** Also names each route that ever had an entry here, with 0, so that its end can be reported. */
    private final Map<String, Long> lost = new LinkedHashMap<>();

    private final StringBuilder unwritten = new StringBuilder();
    private String uuid = Unique.id();
    private long characters;
    private int lines;
    private boolean rewrite = true;
    private boolean dirty;
    private boolean damaged;

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
        lost.putIfAbsent(write.route(), 0L);
        change(entryLine(write));
    }

    /** Notes that an entry's record failed again: an equal one takes its place, which whoever is repairing it notices. */
    void touch(FailedWrite write) {
        FailedWrite again =
                new FailedWrite(write.route(), write.key(), write.reason(), write.since(), write.attempts());
        entries.put(id(write.route(), write.key()), again);
    }

    void remove(String route, String key) {
        FailedWrite gone = entries.remove(id(route, key));
        if (gone != null) {
            characters -= weight(gone);
            change(start("-").raw(",").string(route).raw(",").string(key));
        }
    }

    long lost(String route) {
        return lost.getOrDefault(route, 0L);
    }

    void setLost(String route, long count) {
        lost.put(route, count);
        change(lostLine(route, count));
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

    /** One for each route that has or had entries. */
    List<Backlog> backlogs() {
        Map<String, Collection<FailedWrite>> byRoute = new LinkedHashMap<>();
        for (FailedWrite write : entries.values()) {
            byRoute.computeIfAbsent(write.route(), route -> new ArrayList<>()).add(write);
        }
        List<Backlog> backlogs = new ArrayList<>();
        lost.forEach((route, count) ->
                backlogs.add(new Backlog(route, byRoute.getOrDefault(route, new ArrayList<>()), count)));
        return backlogs;
    }

    /** Whether the disk does not know all yet. */
    boolean dirty() {
        return dirty;
    }

    /** Whether {@link #take} gives the whole book, to replace the file, instead of lines to append. */
    boolean rewrites() {
        return rewrite || lines > 1_000 + 2 * (entries.size() + lost.size());
    }

    /** What has to be written; from now on it counts as written, until {@link #writeAgain}. */
    byte[] take() {
        if (rewrites()) {
            unwritten.setLength(0);
            lines = 0;
            note(start(FORMAT).raw(",").string(uuid));
            entries.values().forEach(write -> note(entryLine(write)));
            lost.forEach((route, count) -> note(lostLine(route, count)));
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
    private void change(JsonText payload) {
        note(payload);
        if (unwritten.length() > MOST_UNWRITTEN) {
            writeAgain();
        }
    }

    private void note(JsonText payload) {
        String json = payload.raw("]").text();
        unwritten.append(checksum(json)).append(' ').append(json).append('\n');
        lines++;
        dirty = true;
    }

    private void readLine(String line) {
        try {
            String json = line.substring(9);
            if (!line.startsWith(checksum(json) + ' ')) {
                throw new RulesetException("$", "its checksum does not fit");
            }
            readRecord((List<?>) Json.read(json));
        } catch (RulesetException | IndexOutOfBoundsException | ClassCastException unreadable) {
            damaged = true;
        }
    }

    private void readRecord(List<?> record) {
        if (record.get(0).equals("+")) {
            put(new FailedWrite(
                    (String) record.get(3),
                    (String) record.get(5),
                    (String) record.get(4),
                    Instant.ofEpochMilli((Long) record.get(1)),
                    ((Long) record.get(2)).intValue()));
        } else if (record.get(0).equals("-")) {
            remove((String) record.get(1), (String) record.get(2));
        } else if (record.get(0).equals("!")) {
            setLost((String) record.get(1), (Long) record.get(2));
        } else if (record.get(0).equals(FORMAT)) {
            uuid = (String) record.get(1);
        } else {
            throw new RulesetException("$", "unknown");
        }
    }

    private static JsonText entryLine(FailedWrite write) {
        JsonText json = start("+").raw(",").raw(write.since().toEpochMilli());
        json.raw(",").raw(write.attempts()).raw(",").string(write.route());
        return json.raw(",").string(write.reason()).raw(",").string(write.key());
    }

    private static JsonText lostLine(String route, long count) {
        return start("!").raw(",").string(route).raw(",").raw(count);
    }

    private static JsonText start(String what) {
        return new JsonText().raw("[").string(what);
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        crc.update(bytes, 0, bytes.length);
        return Long.toHexString(1L << 32 | crc.getValue()).substring(1);
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
