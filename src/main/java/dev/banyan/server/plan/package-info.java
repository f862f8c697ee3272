/**
 * Moves routes step by step, by a plan that somebody started: when its conditions hold, a gate is open and the calendar allows it. It never
 * moves on what it does not know, and never after a rollback.
 */
package dev.banyan.server.plan;
