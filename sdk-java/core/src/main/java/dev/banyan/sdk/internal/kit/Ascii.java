package dev.banyan.sdk.internal.kit;

/** Questions about the characters of a text, without the JDK's streams and patterns: these take long to load, and a start counts. */
public final class Ascii {
    private Ascii() {}

    /** Whether each character lies between the two, both included; true for an empty text. */
    public static boolean within(String text, char least, char most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < least || text.charAt(i) > most) {
                return false;
            }
        }
        return true;
    }

    /** The text with {@code _} for each character but {@code A-Z a-z 0-9 . _ -}. */
    public static String name(String text) {
        StringBuilder name = new StringBuilder(text);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '-') {
                name.setCharAt(i, '_');
            }
        }
        return name.toString();
    }
}
