package dev.banyan.server.web;

import java.util.List;

/**
 * What is still on legacy in an environment, day by day.
 *
 * @param requests how it stands now, in words
 * @param routes the same of routes
 * @param requestsForecast when it will be none, in a sentence
 * @param spans other lengths of time to look at
 * @param rows newest first
 */
public record ProgressView(
        Layout layout,
        String headline,
        String requests,
        String routes,
        String requestsForecast,
        String routesForecast,
        String method,
        BurnDownChart chart,
        List<Span> spans,
        List<Row> rows) {

    public record Span(String name, String href, boolean current) {}

    public record Row(
            String day, String requests, String onLegacy, String share, String routes, String routesOnLegacy) {}

    public boolean none() {
        return rows.isEmpty();
    }
}
