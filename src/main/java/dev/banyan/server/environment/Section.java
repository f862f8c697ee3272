package dev.banyan.server.environment;

import java.util.Locale;

/** The lists that a ruleset consists of. */
public enum Section {
    ROUTE,
    SEGMENT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
