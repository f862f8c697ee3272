package dev.banyan.server.web.route;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.web.arrival.DrillView;
import dev.banyan.server.web.arrival.InstancesView;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.guard.GuardView;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.overview.RouteRow;
import dev.banyan.server.web.plan.PlanBoard;
import dev.banyan.server.web.report.ReportsView;
import dev.banyan.server.web.traffic.TrafficView;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A route at one moment: as the other slices tell it, and as the page shows it. */
@RecordBuilder
record RoutePicture(
        EnvironmentState environment,
        Route route,
        FlagView flag,
        FlagPanel shown,
        TrafficView traffic,
        InstancesView instances,
        DrillView drill,
        HistoryView history,
        ReportsView reports,
        GuardView guard,
        PlanBoard plan) {

    /** Without a plan to show. */
    RoutePicture(
            EnvironmentState environment,
            Route route,
            FlagView flag,
            FlagPanel shown,
            TrafficView traffic,
            InstancesView instances,
            DrillView drill,
            HistoryView history,
            ReportsView reports,
            GuardView guard) {
        this(environment, route, flag, shown, traffic, instances, drill, history, reports, guard, null);
    }

    RouteRow row() {
        return new RouteRow(shown, traffic.split());
    }
}
