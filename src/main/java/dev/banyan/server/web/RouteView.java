package dev.banyan.server.web;

/** All that the page of one route shows. */
public record RouteView(
        Layout layout,
        FlagView flag,
        RolloutForm form,
        SettingsForm settings,
        TrafficView traffic,
        InstancesView instances,
        DrillView drill,
        HistoryView history,
        ReportsView reports,
        GuardView guard) {

    /** A route of which the guard has nothing to say. */
    RouteView(
            Layout layout,
            FlagView flag,
            RolloutForm form,
            SettingsForm settings,
            TrafficView traffic,
            InstancesView instances,
            DrillView drill,
            HistoryView history,
            ReportsView reports) {
        this(layout, flag, form, settings, traffic, instances, drill, history, reports, GuardView.NONE);
    }

    static RouteView of(Layout layout, RoutePicture picture, RolloutForm form, SettingsForm settings) {
        return new RouteView(
                layout,
                picture.shown(),
                form,
                settings,
                picture.traffic(),
                picture.instances(),
                picture.drill(),
                picture.history(),
                picture.reports(),
                picture.guard());
    }

    public RouteHead head() {
        return flag.head();
    }
}
