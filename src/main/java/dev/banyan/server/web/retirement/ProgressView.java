package dev.banyan.server.web.retirement;

import dev.banyan.server.web.kit.Layout;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What is still on legacy in a project: day by day in the environment that was chosen, and at a glance in each.
 *
 * @param environment that was chosen, by its name
 * @param requests how it stands now, in words
 * @param routes the same of routes
 * @param requestsForecast when it will be none, in a sentence
 * @param spans other lengths of time to look at
 * @param rows newest first
 * @param environments all of them
 */
@RecordBuilder
public record ProgressView(
        Layout layout,
        String environment,
        String headline,
        String requests,
        String routes,
        String requestsForecast,
        String routesForecast,
        String method,
        BurnDownChart chart,
        List<Span> spans,
        List<Row> rows,
        List<Line> environments) {

    public record Span(String name, String href, boolean current) {}

    @RecordBuilder
    public record Row(
            String day, String requests, String onLegacy, String share, String routes, String routesOnLegacy) {}

    /**
     * An environment at a glance.
     *
     * @param counts it tells how far the project is
     * @param chosen it is the one that stands above
     */
    @RecordBuilder
    public record Line(
            String name,
            String href,
            boolean isProtected,
            boolean counts,
            boolean chosen,
            String requests,
            String requestsForecast,
            String routes,
            String routesForecast) {}

    public boolean several() {
        return environments.size() > 1;
    }

    public boolean none() {
        return rows.isEmpty();
    }
}
