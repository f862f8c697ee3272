package dev.banyan.server.web.kit;

/** What stands above every page while the database cannot be reached. */
public record OutageBand(Moment since) {}
