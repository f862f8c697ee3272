package dev.banyan.server.access;

/**
 * Somebody who has shown that they know their password.
 *
 * @param credentialVersion which password that was: a token or a session is worth nothing once there is another one
 */
record VerifiedUser(long id, String username, int credentialVersion) {}
