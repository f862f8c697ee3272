/**
 * Looks at what services measure, second by second, and takes a route back by itself. The rules are plain objects ({@code rules}), what people choose lies in {@code rail}:
 * {@link dev.banyan.server.guard.rules.Observations} says what counts, {@link dev.banyan.server.guard.rules.GuardrailMonitor} keeps what was seen and says what follows,
 * {@link dev.banyan.server.guard.rules.StandingRules} how it stands. {@link dev.banyan.server.guard.GuardrailMonitoring} brings them the outcomes,
 * {@link dev.banyan.server.guard.PrometheusRounds} what Prometheus says, {@link dev.banyan.server.guard.DecisionDriver} carries out what they decide, once.
 */
package dev.banyan.server.guard;
