/**
 * How the guard judges, as plain objects: what was seen, how it stands, what breaks a guardrail and what follows. Made with {@code new},
 * without database or clock.
 */
package dev.banyan.server.guard.rules;
