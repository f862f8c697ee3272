package dev.banyan.server.report;

import java.time.Instant;

/**
 * An instance whose code asks for a route.
 *
 * @param reportedAt when it said so last
 * @param present whether it is there now
 */
public record AskingInstance(String id, String application, String version, Instant reportedAt, boolean present) {}
