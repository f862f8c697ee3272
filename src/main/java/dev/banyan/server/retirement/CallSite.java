package dev.banyan.server.retirement;

/**
 * A place in code that asks for a route, and can go.
 *
 * @param site class, method and line
 * @param build its name and version, as in a sentence
 * @param running how many instances of that build are there now
 */
public record CallSite(String site, String build, long running) {}
