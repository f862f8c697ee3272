package dev.banyan.server.web.kit;

import java.util.Locale;

/** How words begin. */
public final class Sentences {
    private Sentences() {}

    /** Begins with a capital letter; the rest stays. */
    public static String sentence(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Goes on with a small letter. */
    public static String within(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    /** "MONDAY" as "Monday". */
    public static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
