package dev.banyan.server.web;

/** Where the pages of an environment live. Keys hold only characters that need no escaping in a path. */
public record EnvironmentAddress(String project, String environment) {

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

    static String notices(String project) {
        return "/projects/" + project + "/notices";
    }

    public String traffic() {
        return page() + "/traffic";
    }

    public String progress() {
        return progress(project);
    }

    static String progress(String project) {
        return "/projects/" + project + "/progress";
    }

    public String calendar() {
        return page() + "/calendar";
    }

    static String calendar(String project) {
        return "/projects/" + project + "/calendar";
    }

    public String rollbacks() {
        return rollbacks(project);
    }

    static String rollbacks(String project) {
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
