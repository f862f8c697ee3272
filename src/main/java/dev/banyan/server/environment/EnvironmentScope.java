package dev.banyan.server.environment;

/** Names one environment; the first argument of whatever reads or writes inside it. */
public record EnvironmentScope(long id, String project, String key) {}
