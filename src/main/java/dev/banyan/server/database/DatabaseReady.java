package dev.banyan.server.database;

/**
 * Fired when the database can be used for the first time in the life of this process: reachable and migrated. Usually while the
 * application starts, before it takes requests; later, on a thread of its own, when the database was away then. Work at start that needs
 * the database observes it instead of the start.
 *
 * <p>Fired once, or again when an observer failed since the database went away meanwhile: so observers may be repeated.
 */
public record DatabaseReady() {}
