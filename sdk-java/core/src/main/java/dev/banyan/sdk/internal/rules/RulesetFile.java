package dev.banyan.sdk.internal.rules;

import dev.banyan.sdk.internal.kit.BoundedBody;
import dev.banyan.sdk.internal.kit.OwnerOnly;
import dev.banyan.wire.RulesetText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The last-known-good file of one environment. Written to a temporary file, synced, then renamed over the old one, so
 * that a crash or a full disk at any moment leaves the old one or the new one whole. Text: a line that names the format,
 * a line with the SHA-256 of all that follows, a line {@code <saved, ms since 1970> <revision> <epoch> <emergencies>},
 * the ruleset. The emergencies are those that hold although the ruleset does not list them; mostly the word is missing. Where routes keep rules
 * because newer ones are not understood, the format is {@code 2}: the line has the bytes of a list of these rules as its fourth word, and the list
 * comes before the ruleset. Readable by its owner only. Not thread-safe; several processes may share it.
 */
public final class RulesetFile {
    /** What a file held. Immutable. */
    static final class Saved {
        final long millis;
        final long revision;
        final String epoch;
        /** A JSON array, or empty. */
        final String carried;
        /** As {@link dev.banyan.wire.KeptText} joins it, or empty. */
        final String kept;

        final byte[] ruleset;

        Saved(long millis, long revision, String epoch, String carried, byte[] ruleset) {
            this.millis = millis;
            this.revision = revision;
            this.epoch = epoch;
            this.carried = carried;
            this.kept = "";
            this.ruleset = ruleset;
        }

        private Saved(Saved other, String kept) {
            this.millis = other.millis;
            this.revision = other.revision;
            this.epoch = other.epoch;
            this.carried = other.carried;
            this.kept = kept;
            this.ruleset = other.ruleset;
        }

        /** The same with rules that routes keep. */
        Saved keeping(String rules) {
            return new Saved(this, rules);
        }
    }

    private static final String FORMAT = "banyan-ruleset 1";
    private static final String FORMAT_WITH_KEPT = "banyan-ruleset 2";
    private static final int MOST_BYTES = 2 * BoundedBody.MOST_BYTES;

    private final Path path;

    RulesetFile(Path directory, String url, String sdkKey) {
        this.path = directory.resolve(name(url, sdkKey) + ".ruleset");
    }

    /** How the files of an environment begin. Tells them apart without telling the key: a hash of address and key. */
    public static String name(String url, String sdkKey) {
        return "banyan-"
                + RulesetText.checksum((url + '\n' + sdkKey).getBytes(StandardCharsets.UTF_8))
                        .substring(0, 24);
    }

    Path path() {
        return path;
    }

    /** What the file holds, or null when there is none; a damaged file is an {@link IOException}. */
    Saved load() throws IOException {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException("it is larger than " + MOST_BYTES + " bytes");
            }
            return parse(Files.readAllBytes(path));
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    /** Replaces the file, unless another process has saved a later revision of the same epoch meanwhile. */
    void save(Saved next) throws IOException {
        if (laterThan(next)) {
            return;
        }
        OwnerOnly.replace(path, format(next));
    }

    private boolean laterThan(Saved next) {
        try {
            Saved held = load();
            return held != null && held.epoch.equals(next.epoch) && held.revision > next.revision;
        } catch (IOException damaged) {
            return false;
        }
    }

    private static byte[] format(Saved saved) {
        byte[] kept = utf8(saved.kept);
        String words = saved.millis + " " + saved.revision + " " + saved.epoch;
        String length = kept.length == 0 ? "" : " " + kept.length;
        String carried = saved.carried.isEmpty() ? "" : " " + saved.carried;
        byte[] covered = joined(joined(utf8(words + length + carried + "\n"), kept), saved.ruleset);
        String format = kept.length == 0 ? FORMAT : FORMAT_WITH_KEPT;
        return joined(utf8(format + "\n" + RulesetText.checksum(covered) + "\n"), covered);
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Saved parse(byte[] bytes) throws IOException {
        int first = lineEnd(bytes, 0);
        int second = lineEnd(bytes, first + 1);
        int third = lineEnd(bytes, second + 1);
        boolean keeps = text(bytes, 0, first).equals(FORMAT_WITH_KEPT);
        if (!keeps && !text(bytes, 0, first).equals(FORMAT)) {
            throw new IOException("it is not of the format '" + FORMAT + "'");
        }
        byte[] covered = Arrays.copyOfRange(bytes, second + 1, bytes.length);
        if (!text(bytes, first + 1, second).equals(RulesetText.checksum(covered))) {
            throw new IOException("its checksum does not fit");
        }
        int plain = keeps ? 4 : 3;
        String[] words = text(bytes, second + 1, third).split(" ", plain + 1);
        int ruleset = third + 1 + (keeps ? Integer.parseInt(words[3]) : 0);
        return new Saved(
                        Long.parseLong(words[0]),
                        Long.parseLong(words[1]),
                        words[2],
                        words.length > plain ? words[plain] : "",
                        Arrays.copyOfRange(bytes, ruleset, bytes.length))
                .keeping(text(bytes, third + 1, ruleset));
    }

    private static int lineEnd(byte[] bytes, int from) throws IOException {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new IOException("it is cut short");
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
