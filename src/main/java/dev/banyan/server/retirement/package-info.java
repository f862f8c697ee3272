/**
 * The end of a route's way: the proof that its old path is dead ({@link dev.banyan.server.retirement.RetirementRules}), the places in code that
 * can go then, and how far the whole project is ({@link dev.banyan.server.retirement.BurnDown}). Reads what other slices know; of its own it
 * keeps only since when a condition holds that nobody else dates.
 */
package dev.banyan.server.retirement;
