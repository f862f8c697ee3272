package dev.banyan.sdk.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The last-known-good file of one environment. Written to a temporary file, synced, then renamed over the old one, so
 * that a crash or a full disk at any moment leaves the old one or the new one whole. Text: a line that names the format,
 * a line with the SHA-256 of all that follows, a line {@code <saved, ms since 1970> <revision> <epoch>}, the ruleset.
 * Readable by its owner only. Not thread-safe; several processes may share it.
 */
final class RulesetFile {
    /** What a file held. Immutable. */
    static final class Saved {
        final long millis;
        final long revision;
        final String epoch;
        final byte[] ruleset;

        Saved(long millis, long revision, String epoch, byte[] ruleset) {
            this.millis = millis;
            this.revision = revision;
            this.epoch = epoch;
            this.ruleset = ruleset;
        }
    }

    private static final String FORMAT = "banyan-ruleset 1";
    private static final int MOST_BYTES = BoundedBody.MOST_BYTES + 1024;

    private final Path path;

    RulesetFile(Path directory, String url, String sdkKey) {
        this.path = directory.resolve(name(url, sdkKey) + ".ruleset");
    }

    /** How the files of an environment begin. Tells them apart without telling the key: a hash of address and key. */
    static String name(String url, String sdkKey) {
        return "banyan-"
                + sha256((url + '\n' + sdkKey).getBytes(StandardCharsets.UTF_8)).substring(0, 24);
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
        byte[] line = (saved.millis + " " + saved.revision + " " + saved.epoch + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] covered = Arrays.copyOf(line, line.length + saved.ruleset.length);
        System.arraycopy(saved.ruleset, 0, covered, line.length, saved.ruleset.length);
        byte[] head = (FORMAT + "\n" + sha256(covered) + "\n").getBytes(StandardCharsets.US_ASCII);
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
        if (!text(bytes, first + 1, second).equals(sha256(covered))) {
            throw new IOException("its checksum does not fit");
        }
        String[] words = text(bytes, second + 1, third).split(" ", 3);
        return new Saved(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                words[2],
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

    private static String sha256(byte[] bytes) {
        try {
            StringBuilder hex = new StringBuilder(64);
            for (byte b : MessageDigest.getInstance("SHA-256").digest(bytes)) {
                hex.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
