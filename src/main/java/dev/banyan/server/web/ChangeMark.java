package dev.banyan.server.web;

import java.time.Instant;

/** A change of a route that the chart marks: "10 % → 25 %", or a rollback. */
public record ChangeMark(Instant at, String label, boolean back) {}
