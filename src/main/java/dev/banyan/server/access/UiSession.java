package dev.banyan.server.access;

import java.time.Instant;

/** A session that was found to be live. */
record UiSession(String username, String csrfToken, Instant startedAt) {

    static UiSession of(UiSessionEntity row) {
        return new UiSession(row.user.username, row.csrfToken, row.createdAt);
    }
}
