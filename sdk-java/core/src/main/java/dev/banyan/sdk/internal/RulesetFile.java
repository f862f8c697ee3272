package dev.banyan.sdk.internal;

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
 * the ruleset. The emergencies are those that hold although the ruleset does not list them; mostly the word is missing. Readable by its owner only. Not thread-safe; several processes may share it.
 */
final class RulesetFile {
    /** What a file held. Immutable. */
    static final class Saved {
        final long millis;
        final long revision;
        final String epoch;
        /** A JSON array, or empty. */
        final String carried;

        final byte[] ruleset;

        Saved(long millis, long revision, String epoch, String carried, byte[] ruleset) {
            this.millis = millis;
            this.revision = revision;
            this.epoch = epoch;
            this.carried = carried;
            this.ruleset = ruleset;
        }
    }

    private static final String FORMAT = "banyan-ruleset 1";
    private static final int MOST_BYTES = 2 * BoundedBody.MOST_BYTES;

    private final Path path;

    RulesetFile(Path directory, String url, String sdkKey) {
        this.path = directory.resolve(name(url, sdkKey) + ".ruleset");
    }

    /** How the files of an environment begin. Tells them apart without telling the key: a hash of address and key. */
    static String name(String url, String sdkKey) {
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
        String words = saved.millis + " " + saved.revision + " " + saved.epoch;
        String carried = saved.carried.isEmpty() ? "" : " " + saved.carried;
        byte[] line = (words + carried + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] covered = Arrays.copyOf(line, line.length + saved.ruleset.length);
        System.arraycopy(saved.ruleset, 0, covered, line.length, saved.ruleset.length);
        byte[] head = (FORMAT + "\n" + RulesetText.checksum(covered) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + covered.length);
        System.arraycopy(covered, 0, all, head.length, covered.length);
        return all;
    }

    private static Saved parse(byte[] bytes) throws IOException {
        int first = lineEnd(bytes, 0);
        int second = lineEnd(bytes, first + 1);
        int third = lineEnd(bytes, second + 1);
        if (!text(bytes, 0, first).equals(FORMAT)) {
            throw new IOException("it is not of the format '" + FORMAT + "'");
        }
        byte[] covered = Arrays.copyOfRange(bytes, second + 1, bytes.length);
        if (!text(bytes, first + 1, second).equals(RulesetText.checksum(covered))) {
            throw new IOException("its checksum does not fit");
        }
        String[] words = text(bytes, second + 1, third).split(" ", 4);
        return new Saved(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                words[2],
                words.length > 3 ? words[3] : "",
                Arrays.copyOfRange(bytes, third + 1, bytes.length));
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
