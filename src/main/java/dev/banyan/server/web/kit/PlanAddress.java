package dev.banyan.server.web.kit;

/**
 * Where a plan lives, and what its buttons do.
 *
 * @param route whose plan it is, whichever that is at the moment; null for one plan by its number
 * @param id of that one plan
 */
public record PlanAddress(EnvironmentAddress environment, String route, long id) {

    public String page() {
        return numbered()
                ? environment.plans() + "/" + id
                : environment.route(route).page() + "/plan";
    }

    public boolean numbered() {
        return route == null;
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

    /** Where this route is chosen already, for those that move with it. */
    public String together() {
        return environment.newPlan() + "?route=" + route;
    }
}
