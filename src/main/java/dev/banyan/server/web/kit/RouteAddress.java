package dev.banyan.server.web.kit;

/** Where the pages and actions of a route in one environment live. */
public record RouteAddress(EnvironmentAddress environment, String key) {

    public String page() {
        return environment.page() + "/routes/" + key;
    }

    public String live() {
        return page() + "/live";
    }

    public String traffic() {
        return page() + "/traffic";
    }

    public String rollout() {
        return page() + "/rollout";
    }

    public String preview() {
        return page() + "/rollout/preview";
    }

    public String settings() {
        return page() + "/settings";
    }

    public String judgeAnew() {
        return page() + "/judge-anew";
    }

    public String guardrails() {
        return page() + "/guardrails";
    }

    public PlanAddress plan() {
        return new PlanAddress(environment, key, 0);
    }

    public String rollback() {
        return page() + "/rollback";
    }

    public String rollbackAtOnce() {
        return rollback() + "/at-once";
    }

    public String isolate() {
        return page() + "/isolate";
    }

    public String resume() {
        return page() + "/resume";
    }

    public String drill() {
        return page() + "/drill";
    }

    public String discard(String ledger) {
        return page() + "/backlog/" + ledger + "/discard";
    }

    /** Why the guard did something. */
    public String decision(long id) {
        return page() + "/decisions/" + id;
    }

    public String retirement() {
        return page() + "/retirement";
    }

    public String restore() {
        return page() + "/restore";
    }

    public String restore(long revision) {
        return restore() + "?revision=" + revision;
    }
}
