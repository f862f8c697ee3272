/** What a product owner chooses: guardrails, their limits and what a breach leads to. */
package dev.banyan.server.guard.rail;
