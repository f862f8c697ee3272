package dev.banyan.server.environment;

import java.util.Locale;

/** What a ruleset consists of. */
public enum Section {
    ROUTE,
    SEGMENT,
    /** Of the environment itself: one piece, and no body, since it holds secrets. */
    PINNING;

    static Section parse(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
