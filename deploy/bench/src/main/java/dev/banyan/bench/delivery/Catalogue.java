package dev.banyan.bench.delivery;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.JsonText;
import dev.banyan.harness.ManagementApi;

/** The projects that are measured. */
final class Catalogue {
    private Catalogue() {}

    static String route(int index) {
        return "route-" + index;
    }

    /** Routes first and the environment last: it then begins with all of them in one change. */
    static EnvironmentApi make(ManagementApi api, String project, int routes) {
        api.create("projects", JsonText.object("key", project, "name", project));
        for (int i = 0; i < routes; i++) {
            makeRoute(api, project, i);
        }
        return new EnvironmentApi(api, project, "production").andAnother("production");
    }

    /** Two stages, so that a rollback takes everybody back to legacy. */
    private static void makeRoute(ManagementApi api, String project, int index) {
        api.create(
                "projects/" + project + "/routes",
                JsonText.object(
                        "key", route(index), "kind", 2, "method", "GET", "path", "/api/resource-" + index + "/{id}"));
    }

    /** New has missed nothing that it would need: these routes are not really served by anybody. */
    static long resume(EnvironmentApi environment, String path) {
        return (Long) environment
                .api()
                .create(path + "/resume", JsonText.object("backfilled", true))
                .get("revision");
    }
}
