package dev.banyan.server.database;

import java.time.Instant;

/** Fired when the database can be used again; not for the first time, which is {@link DatabaseReady}. */
public record DatabaseBack(Instant awaySince) {}
