package dev.banyan.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The one way to put the text of a ruleset together from its parts. Server and SDK use it alike, so whoever holds the parts of a revision has
 * the bytes of that revision, and may compare them by their checksum. Stateless and thread-safe.
 */
public final class RulesetText {

    private RulesetText() {}

    /**
     * The text of a ruleset, on one line.
     *
     * @param head a JSON object of all that is neither segment nor route, as text; never empty
     * @param segments each a JSON object as text, in the order of their keys
     * @param routes each a JSON object as text, in the order of their keys
     * @return UTF-8
     */
    public static byte[] compose(String head, Iterable<String> segments, Iterable<String> routes) {
        StringBuilder text = new StringBuilder(head);
        text.setLength(head.length() - 1);
        text.append(",\"segments\":[");
        join(text, segments);
        text.append("],\"routes\":[");
        join(text, routes);
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The SHA-256 of a ruleset's text: 64 lower-case hexadecimal digits. */
    public static String checksum(byte[] text) {
        try {
            StringBuilder hex = new StringBuilder(64);
            for (byte b : MessageDigest.getInstance("SHA-256").digest(text)) {
                hex.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void join(StringBuilder text, Iterable<String> parts) {
        String comma = "";
        for (String part : parts) {
            text.append(comma).append(part);
            comma = ",";
        }
    }
}
