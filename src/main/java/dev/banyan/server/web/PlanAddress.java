package dev.banyan.server.web;

/** Where the plan of a route lives, and what its buttons do. */
public record PlanAddress(RouteAddress route) {

    public String page() {
        return route.page() + "/plan";
    }

    public String live() {
        return page() + "/live";
    }

    public String begin() {
        return page() + "/begin";
    }

    public String steps() {
        return page() + "/steps";
    }

    public String act(String action) {
        return page() + "/" + action;
    }
}
