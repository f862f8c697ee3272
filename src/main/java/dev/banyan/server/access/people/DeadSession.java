package dev.banyan.server.access.people;

/** The session of a cookie has ended, or there never was one: the database says so. */
public final class DeadSession extends SecurityException {

    DeadSession() {
        super("dead session");
    }
}
