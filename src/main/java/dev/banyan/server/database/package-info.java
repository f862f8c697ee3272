/**
 * Whether the database is there: migrates it at start or as soon as it can be reached, says when it goes and when it is back. Those that need the database at start observe {@link dev.banyan.server.database.DatabaseReady}.
 */
package dev.banyan.server.database;
