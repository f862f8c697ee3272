package dev.banyan.server.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** How an entry looks on disk: one line that says what it is, whose it is and what its content must add up to, then the content. */
final class CacheFile {
    private static final String FORMAT = "banyan-cache 1";
    private static final int LONGEST_HEADER = 200;

    private CacheFile() {}

    /** @param origin of which database it is; the entry is of no use for another one */
    static byte[] seal(String origin, byte[] content) {
        byte[] header = header(origin, content).getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, file, header.length, content.length);
        return file;
    }

    /** @throws DamagedCacheFile when it is not exactly what {@link #seal} made for this origin */
    static byte[] open(String origin, byte[] file) throws DamagedCacheFile {
        int end = endOfHeader(file);
        byte[] content = Arrays.copyOfRange(file, end, file.length);
        String found = new String(file, 0, end, StandardCharsets.US_ASCII);
        String[] said = found.strip().split(" ");
        if (!found.startsWith(FORMAT + " ") || said.length != 4) {
            throw new DamagedCacheFile("it is of another format");
        }
        if (!said[2].equals(origin)) {
            throw new DamagedCacheFile("it belongs to another database");
        }
        if (!found.equals(header(origin, content))) {
            throw new DamagedCacheFile("its checksum does not match");
        }
        return content;
    }

    /** Enough to tell one database from another, and nothing that says where it is. */
    static String shortHash(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static int endOfHeader(byte[] file) throws DamagedCacheFile {
        for (int i = 0; i < Math.min(file.length, LONGEST_HEADER); i++) {
            if (file[i] == '\n') {
                return i + 1;
            }
        }
        throw new DamagedCacheFile("it is of another format");
    }

    private static String header(String origin, byte[] content) {
        return FORMAT + ' ' + origin + ' ' + sha256(content) + '\n';
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
