package dev.banyan.server.database;

import java.time.Instant;

/** Fired when the database that was there cannot be used any more. */
public record DatabaseLost(Instant since) {}
