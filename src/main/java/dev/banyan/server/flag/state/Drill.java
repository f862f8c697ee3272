package dev.banyan.server.flag.state;

import java.time.Instant;

/**
 * The last rehearsal of a route's rollback: a change that went the whole way and moved nobody.
 *
 * @param revision the environment's revision that carried it
 */
public record Drill(long revision, Instant at, String by) {}
