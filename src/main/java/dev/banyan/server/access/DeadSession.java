package dev.banyan.server.access;

/** The session of a cookie has ended, or there never was one: the database says so. */
final class DeadSession extends SecurityException {

    DeadSession() {
        super("dead session");
    }
}
