package dev.banyan.server.access.people;

/**
 * A session that was found to be live.
 *
 * @param hash of its token
 */
public record UiSession(String hash, String username, String csrfToken, int credentialVersion) {

    static UiSession of(UiSessionEntity row) {
        return new UiSession(row.tokenHash, row.user.username, row.csrfToken, row.credentialVersion);
    }
}
