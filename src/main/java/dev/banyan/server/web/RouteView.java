package dev.banyan.server.web;

/** All that the page of one route shows. */
public record RouteView(
        Layout layout,
        FlagView flag,
        RolloutForm form,
        TrafficView traffic,
        InstancesView instances,
        HistoryView history) {

    public RouteHead head() {
        return flag.head();
    }
}
