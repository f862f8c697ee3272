package dev.banyan.server.access.people;

/**
 * Somebody who has shown that they know their password.
 *
 * @param credentialVersion which password that was: a token or a session is worth nothing once there is another one
 */
public record VerifiedUser(long id, String username, int credentialVersion) {}
