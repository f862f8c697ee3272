/** What watches a route: the form that chooses its guardrails, and what they decided. */
package dev.banyan.server.web.guard;
