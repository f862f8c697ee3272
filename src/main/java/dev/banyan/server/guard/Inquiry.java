package dev.banyan.server.guard;

import java.time.Instant;

/**
 * That Prometheus is to be asked for a guardrail.
 *
 * @param slot the beginning of the interval, by the database's clock: one answer counts in each, whoever asks
 * @param at when it came up, likewise
 */
record Inquiry(long environmentId, String route, Guardrail rail, Instant slot, Instant at) {}
