package dev.banyan.server.environment.history;

import java.time.Instant;

/** That an environment got a revision, and when, by the database's clock. */
public record Commit(long environmentId, long revision, Instant at) {}
