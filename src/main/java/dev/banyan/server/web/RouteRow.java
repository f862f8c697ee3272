package dev.banyan.server.web;

/** A route in the list: where it stands and what its traffic does. */
public record RouteRow(FlagView flag, SplitView split) {

    public RouteHead head() {
        return flag.head();
    }
}
