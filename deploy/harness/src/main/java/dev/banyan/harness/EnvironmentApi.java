package dev.banyan.harness;

import java.util.Map;

/** One environment of one project, in the words of the API. */
public record EnvironmentApi(ManagementApi api, String project, String environment) {

    /** Makes both. */
    public static EnvironmentApi make(ManagementApi api, String project, String environment) {
        api.create("projects", JsonText.object("key", project, "name", project));
        return new EnvironmentApi(api, project, environment).andAnother(environment);
    }

    /** Another environment of the same project. */
    public EnvironmentApi andAnother(String key) {
        api.create(
                "projects/" + project + "/environments", JsonText.object("key", key, "name", key, "protected", false));
        return new EnvironmentApi(api, project, key);
    }

    /** The same environment as another replica sees it. */
    public EnvironmentApi at(ManagementApi replica) {
        return new EnvironmentApi(replica, project, environment);
    }

    public String path() {
        return "projects/" + project + "/environments/" + environment;
    }

    public String routePath(String route) {
        return path() + "/routes/" + route;
    }

    public void route(String key, int kind) {
        api.create("projects/" + project + "/routes", JsonText.object("key", key, "kind", kind));
    }

    /** A key that the asked replica accepts; others learn of it within a second or two. */
    public String sdkKey(String name) {
        String key = (String)
                api.create(path() + "/sdk-keys", JsonText.object("name", name)).get("key");
        // A client whose first try is refused waits minutes before the next: let the key spread first.
        Waiting.until("the SDK key " + name + " works", () -> api.knowsSdkKey(key));
        return key;
    }

    public long revision() {
        return (Long) api.known(path()).field("revision");
    }

    /** The revision of the change. */
    public long move(String route, int percentage) {
        String flag = routePath(route) + "/flag";
        Map<?, ?> changed = api.change(flag, api.known(flag).version(), JsonText.object("percentage", percentage));
        return (Long) changed.get("revision");
    }

    public long rollBack(String route) {
        return act(routePath(route) + "/rollback");
    }

    public long resume(String route) {
        return act(routePath(route) + "/resume");
    }

    /** The whole environment. */
    public long rollBack() {
        return act(path() + "/rollback");
    }

    public long resume() {
        return act(path() + "/resume");
    }

    /** Of the newest revision. */
    public Map<?, ?> convergence() {
        return api.known(path() + "/convergence").fields();
    }

    public Map<?, ?> convergence(long revision) {
        return api.known(path() + "/convergence?revision=" + revision).fields();
    }

    private long act(String path) {
        return (Long) api.create(path, "{}").get("revision");
    }
}
