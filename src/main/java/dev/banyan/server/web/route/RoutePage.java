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
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * All that the page of one route shows.
 *
 * @param plan null where there is nothing to say of it
 */
@RecordBuilder
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
        return RoutePageBuilder.builder()
                .layout(layout)
                .flag(picture.shown())
                .form(form)
                .settings(settings)
                .traffic(picture.traffic())
                .instances(picture.instances())
                .drill(picture.drill())
                .history(picture.history())
                .reports(picture.reports())
                .guard(picture.guard())
                .plan(picture.plan())
                .build();
    }

    public RouteHead head() {
        return flag.head();
    }
}
