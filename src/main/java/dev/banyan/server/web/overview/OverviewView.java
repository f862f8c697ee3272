package dev.banyan.server.web.overview;

import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.report.DriftView;
import dev.banyan.server.web.traffic.PastGlance;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * All that the overview of a project in one environment shows.
 *
 * @param glance the last days; null when nobody asked
 * @param rows the routes that match the search
 * @param drift where code and server disagree
 * @param search what is looked for; empty for all
 */
@RecordBuilder
public record OverviewView(
        Layout layout, SummaryView summary, PastGlance glance, List<RouteRow> rows, DriftView drift, String search) {

    public EnvironmentAddress address() {
        return summary.address();
    }

    public boolean searching() {
        return !search.isEmpty();
    }

    public boolean nothingFound() {
        return rows.isEmpty() && searching();
    }
}
