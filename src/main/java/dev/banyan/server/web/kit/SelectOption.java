package dev.banyan.server.web.kit;

/** One choice of a select. */
public record SelectOption(String value, String label, boolean selected) {}
