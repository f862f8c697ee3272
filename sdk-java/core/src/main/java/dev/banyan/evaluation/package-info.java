/**
 * Decides which stage of a migration route serves a request: pure functions over immutable rules.
 *
 * <p>Nothing in this package does I/O, reads a clock, logs, parses JSON or keeps changing state, and it refers to
 * {@code java.lang} and {@code java.util} only. SDK and server run this very code, so both give the same answer for the same
 * ruleset, route and context. Every public type is immutable and may be shared between threads, except the builders.
 */
package dev.banyan.evaluation;
