package dev.banyan.server.environment;

/**
 * The outcome of a change.
 *
 * @param revision the environment's revision that holds the change
 * @param changed false when there was nothing to do: the state was as wanted already, or the request was a repetition
 */
public record Committed(long revision, boolean changed) {}
