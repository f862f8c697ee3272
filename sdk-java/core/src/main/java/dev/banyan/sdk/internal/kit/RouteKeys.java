package dev.banyan.sdk.internal.kit;

/** What a route key may look like; the same rule as the server's. */
public final class RouteKeys {
    private static final int MOST_CHARACTERS = 63;

    private RouteKeys() {}

    /** One to 63 of {@code a-z 0-9 . _ -}, the first a letter or digit. */
    public static boolean valid(String key) {
        boolean valid = key != null && !key.isEmpty() && key.length() <= MOST_CHARACTERS && alphanumeric(key.charAt(0));
        for (int i = 1; valid && i < key.length(); i++) {
            char c = key.charAt(i);
            valid = alphanumeric(c) || c == '.' || c == '_' || c == '-';
        }
        return valid;
    }

    private static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
