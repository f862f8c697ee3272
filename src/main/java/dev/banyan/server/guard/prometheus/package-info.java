/** Asks a Prometheus server, or what speaks as one. Knows nothing of guardrails. */
package dev.banyan.server.guard.prometheus;
