package dev.banyan.server.health.reading;

import java.util.List;

/**
 * What one of many routes did over a span of time, without latencies, error kinds and events.
 *
 * @param total the whole time added up
 * @param steps one for each step, oldest first, steps without calls included
 */
public record RouteTrend(String route, OutcomeSpan total, List<OutcomeSpan> steps) {}
