package dev.banyan.server.access;

/** A session that was found to be live. */
record UiSession(String username, String csrfToken, int credentialVersion) {

    static UiSession of(UiSessionEntity row) {
        return new UiSession(row.user.username, row.csrfToken, row.credentialVersion);
    }
}
