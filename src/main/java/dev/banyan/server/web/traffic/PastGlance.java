package dev.banyan.server.web.traffic;

/**
 * The last days of an environment, at a glance.
 *
 * @param href where there is more
 */
public record PastGlance(String href, PastSpan span, SplitView total, ChartView requests) {}
