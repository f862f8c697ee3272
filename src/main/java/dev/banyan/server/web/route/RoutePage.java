package dev.banyan.server.web.route;

import dev.banyan.server.web.arrival.DrillView;
import dev.banyan.server.web.arrival.InstancesView;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.guard.GuardView;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.plan.PlanBoard;
import dev.banyan.server.web.report.ReportsView;
import dev.banyan.server.web.traffic.TrafficView;

/**
 * All that the page of one route shows.
 *
 * @param plan null where there is nothing to say of it
 */
public record RoutePage(
        Layout layout,
        FlagPanel flag,
        RolloutForm form,
        SettingsForm settings,
        TrafficView traffic,
        InstancesView instances,
        DrillView drill,
        HistoryView history,
        ReportsView reports,
        GuardView guard,
        PlanBoard plan) {

    /** A route of which neither guard nor plan has anything to say. */
    public RoutePage(
            Layout layout,
            FlagPanel flag,
            RolloutForm form,
            SettingsForm settings,
            TrafficView traffic,
            InstancesView instances,
            DrillView drill,
            HistoryView history,
            ReportsView reports) {
        this(layout, flag, form, settings, traffic, instances, drill, history, reports, GuardView.NONE);
    }

    /** A route without a plan. */
    public RoutePage(
            Layout layout,
            FlagPanel flag,
            RolloutForm form,
            SettingsForm settings,
            TrafficView traffic,
            InstancesView instances,
            DrillView drill,
            HistoryView history,
            ReportsView reports,
            GuardView guard) {
        this(layout, flag, form, settings, traffic, instances, drill, history, reports, guard, null);
    }

    static RoutePage of(Layout layout, RoutePicture picture, RolloutForm form, SettingsForm settings) {
        return new RoutePage(
                layout,
                picture.shown(),
                form,
                settings,
                picture.traffic(),
                picture.instances(),
                picture.drill(),
                picture.history(),
                picture.reports(),
                picture.guard(),
                picture.plan());
    }

    public RouteHead head() {
        return flag.head();
    }
}
