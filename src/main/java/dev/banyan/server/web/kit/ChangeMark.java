package dev.banyan.server.web.kit;

import java.time.Instant;

/** A change of a route that the chart marks: "25 %" by Ana, or a rollback. */
public record ChangeMark(Instant at, String label, String by, boolean back) {}
