package dev.banyan.bench.delivery.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The status line and the headers of an answer, as they come in. Not thread-safe. */
public final class ResponseHead {
    private static final int MOST_BYTES = 8 * 1024;

    private final StringBuilder text = new StringBuilder(512);
    private boolean complete;

    /** Takes what belongs to the head, and returns where the body begins (or {@code to} while the head goes on). */
    public int feed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            text.append((char) (bytes[i] & 0xFF));
            if (bytes[i] == '\n' && endsWithEmptyLine()) {
                complete = true;
                return i + 1;
            }
        }
        if (text.length() > MOST_BYTES) {
            throw new IllegalStateException("The head of an answer has more than " + MOST_BYTES + " bytes");
        }
        return to;
    }

    public boolean complete() {
        return complete;
    }

    public int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    /** A header's value, or null. */
    public String header(String name) {
        String wanted = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
        String all = text.toString();
        int at = all.toLowerCase(Locale.ROOT).indexOf(wanted);
        return at < 0
                ? null
                : all.substring(at + wanted.length(), all.indexOf("\r\n", at + 2))
                        .trim();
    }

    /** A header that is a whole number, or what it means when it is absent. */
    public long number(String name, long absent) {
        String value = header(name);
        return value == null ? absent : Long.parseLong(value);
    }

    public void reset() {
        text.setLength(0);
        complete = false;
    }

    private boolean endsWithEmptyLine() {
        int end = text.length();
        return end >= 4 && text.charAt(end - 2) == '\r' && text.charAt(end - 3) == '\n' && text.charAt(end - 4) == '\r';
    }

    /** The bytes of a request. */
    public static byte[] request(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
