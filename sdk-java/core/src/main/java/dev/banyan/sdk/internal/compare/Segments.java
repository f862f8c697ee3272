package dev.banyan.sdk.internal.compare;

/** What of a map's keys becomes part of a path. */
final class Segments {
    private static final int MOST_KEY_CHARACTERS = 40;
    private static final int MOST_KEY_DIGITS = 4;

    private Segments() {}

    /** Keys that look like data rather than names, such as numbers and identifiers, all have the same segment. */
    static String of(Object key) {
        return key instanceof String && isName((String) key) ? "." + key : ".{}";
    }

    private static boolean isName(String key) {
        int digits = 0;
        boolean name = !key.isEmpty() && key.length() <= MOST_KEY_CHARACTERS && !isDigit(key.charAt(0));
        for (int i = 0; name && i < key.length(); i++) {
            char c = key.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            name = digits <= MOST_KEY_DIGITS
                    && (isDigit(c) || c == '_' || c == '-' || c == '$' || Character.isLetter(c));
        }
        return name;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
