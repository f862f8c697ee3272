package dev.banyan.server.web;

/** What stands above every page while the database cannot be reached. */
public record OutageBand(Moment since) {}
