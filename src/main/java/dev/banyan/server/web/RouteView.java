package dev.banyan.server.web;

/** All that the page of one route shows. */
public record RouteView(
        Layout layout,
        FlagView flag,
        RolloutForm form,
        TrafficView traffic,
        InstancesView instances,
        HistoryView history,
        ReportsView reports) {

    public RouteHead head() {
        return flag.head();
    }
}
