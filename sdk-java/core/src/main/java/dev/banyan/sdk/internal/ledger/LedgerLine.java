package dev.banyan.sdk.internal.ledger;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.wire.Json;
import dev.banyan.wire.RulesetException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The lines of a ledger's file. Each is eight hex digits, the CRC-32 of the rest, a space, and a JSON array:
 * {@code ["banyan-second-writes 1",uuid]} first, then {@code ["+",since,attempts,route,reason,key,where]} for an entry as it is
 * now, {@code ["-",route,key]} for one that is gone and {@code ["!",route,n,m]} for the number lost so far, n in all and m of them
 * by legacy.
 *
 * <p>The last member of these is left out where only new lacks writes: so they were written before sides were told apart, by
 * releases that ignore it, too.
 */
final class LedgerLine {
    private static final String FORMAT = "banyan-second-writes 1";
    private static final String BOTH = "both";

    private LedgerLine() {}

    static String first(String uuid) {
        return line(start(FORMAT).raw(",").string(uuid));
    }

    static String entry(FailedWrite write) {
        JsonText json = start("+").raw(",").raw(write.since().toEpochMilli());
        json.raw(",").raw(write.attempts()).raw(",").string(write.route());
        json.raw(",").string(write.reason()).raw(",").string(write.key());
        if (write.isMissingOn(Side.LEGACY)) {
            json.raw(",").string(write.isMissingOn(Side.NEW) ? BOTH : Side.LEGACY.key());
        }
        return line(json);
    }

    static String gone(String route, String key) {
        return line(start("-").raw(",").string(route).raw(",").string(key));
    }

    /** @param byLegacy null when there never was a write that legacy lacks */
    static String lost(String route, long byNew, Long byLegacy) {
        JsonText json = start("!").raw(",").string(route);
        return line(
                byLegacy == null
                        ? json.raw(",").raw(byNew)
                        : json.raw(",").raw(byNew + byLegacy).raw(",").raw(byLegacy));
    }

    /**
     * Does to a book what a line tells.
     *
     * @throws RulesetException when it was cut or changed, as what else reading it comes upon
     */
    static void read(String line, LedgerBook book) {
        String json = line.substring(9);
        if (!line.startsWith(checksum(json) + ' ')) {
            throw new RulesetException("$", "its checksum does not fit");
        }
        List<?> record = (List<?>) Json.read(json);
        if (record.get(0).equals("+")) {
            book.put(write(record));
        } else if (record.get(0).equals("-")) {
            book.remove((String) record.get(1), (String) record.get(2));
        } else if (record.get(0).equals("!")) {
            readLost(record, book);
        } else if (record.get(0).equals(FORMAT)) {
            book.name((String) record.get(1));
        } else {
            throw new RulesetException("$", "unknown");
        }
    }

    private static FailedWrite write(List<?> record) {
        return new FailedWrite(
                (String) record.get(3),
                (String) record.get(5),
                missingOn(record),
                (String) record.get(4),
                Instant.ofEpochMilli((Long) record.get(1)),
                ((Long) record.get(2)).intValue());
    }

    private static Set<Side> missingOn(List<?> record) {
        if (record.size() == 6) {
            return EnumSet.of(Side.NEW);
        }
        return Side.LEGACY.key().equals(record.get(6)) ? EnumSet.of(Side.LEGACY) : EnumSet.allOf(Side.class);
    }

    private static void readLost(List<?> record, LedgerBook book) {
        String route = (String) record.get(1);
        long all = (Long) record.get(2);
        long byLegacy = record.size() == 3 ? 0 : (Long) record.get(3);
        book.setLost(route, Side.NEW, all - byLegacy);
        if (record.size() > 3) {
            book.setLost(route, Side.LEGACY, byLegacy);
        }
    }

    private static JsonText start(String what) {
        return new JsonText().raw("[").string(what);
    }

    private static String line(JsonText payload) {
        String json = payload.raw("]").text();
        return checksum(json) + ' ' + json + '\n';
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        crc.update(bytes, 0, bytes.length);
        return Long.toHexString(1L << 32 | crc.getValue()).substring(1);
    }
}
