package dev.banyan.server.web.kit;

import dev.banyan.server.environment.EnvironmentScope;

/** Where the pages of an environment live. Keys hold only characters that need no escaping in a path. */
public record EnvironmentAddress(String project, String environment) {

    public static EnvironmentAddress of(EnvironmentScope scope) {
        return new EnvironmentAddress(scope.project(), scope.key());
    }

    public String page() {
        return "/projects/" + project + "/environments/" + environment;
    }

    public String live() {
        return page() + "/live";
    }

    public String rollback() {
        return page() + "/rollback";
    }

    public String isolate() {
        return page() + "/isolate";
    }

    public String resume() {
        return page() + "/resume";
    }

    public String audit() {
        return "/projects/" + project + "/audit";
    }

    public String notices() {
        return notices(project);
    }

    public static String notices(String project) {
        return "/projects/" + project + "/notices";
    }

    /** Where a page of the project that has no stream of its own hears the bell. */
    public String bell() {
        return notices() + "/live";
    }

    /** All plans of the environment. */
    public String plans() {
        return page() + "/plans";
    }

    public String plansLive() {
        return plans() + "/live";
    }

    /** Where routes that move together get a plan. */
    public String newPlan() {
        return plans() + "/new";
    }

    public PlanAddress plan(long id) {
        return new PlanAddress(this, null, id);
    }

    public String traffic() {
        return page() + "/traffic";
    }

    public String progress() {
        return progress(project);
    }

    public static String progress(String project) {
        return "/projects/" + project + "/progress";
    }

    public String calendar() {
        return page() + "/calendar";
    }

    public static String calendar(String project) {
        return "/projects/" + project + "/calendar";
    }

    public String rollbacks() {
        return rollbacks(project);
    }

    public static String rollbacks(String project) {
        return "/projects/" + project + "/rollbacks";
    }

    public String convergence(long revision) {
        return page() + "/convergence?revision=" + revision;
    }

    public String convergenceLive(long revision) {
        return page() + "/convergence/live?revision=" + revision;
    }

    public RouteAddress route(String key) {
        return new RouteAddress(this, key);
    }
}
