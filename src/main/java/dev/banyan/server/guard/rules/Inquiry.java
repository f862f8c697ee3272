package dev.banyan.server.guard.rules;

import dev.banyan.server.guard.rail.Guardrail;
import java.time.Instant;

/**
 * That Prometheus is to be asked for a guardrail.
 *
 * @param slot the beginning of the interval, by the database's clock: one answer counts in each, whoever asks
 * @param at when it came up, likewise
 */
public record Inquiry(long environmentId, String route, Guardrail rail, Instant slot, Instant at) {}
