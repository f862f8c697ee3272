package dev.banyan.server.problem;

/** Text that can be kept and shown: without NUL, which no database keeps, and without halves of characters, which no encoding has. */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    public static boolean isPlain(CharSequence text) {
        return firstOddity(text, 0) < 0;
    }

    /** The same text with a replacement character for whatever is not plain. */
    public static String cleaned(String text) {
        int odd = firstOddity(text, 0);
        if (odd < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (; odd >= 0; odd = firstOddity(clean, odd + 1)) {
            clean.setCharAt(odd, REPLACEMENT);
        }
        return clean.toString();
    }

    private static int firstOddity(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
