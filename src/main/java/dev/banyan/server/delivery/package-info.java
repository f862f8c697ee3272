/**
 * From a committed revision to every connected SDK, and the proof of it. {@link dev.banyan.server.delivery.ruleset.LiveRulesets} holds each
 * environment's newest ruleset in memory; streams and snapshots are served from there and never touch the database.
 */
package dev.banyan.server.delivery;
