package dev.banyan.demo;

import dev.banyan.harness.JsonText;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shop that is on its way to a new stack. Makes what is missing and leaves alone what people have changed since. */
final class SampleProject {

    static final String KEY = "shop";
    static final String ENVIRONMENT = "production";

    private static final String PROJECT = "projects/" + KEY;
    private static final String ONLY_TOLD =
            "{\"guardrails\":[{\"kind\":\"error-rate\",\"action\":\"tell\"}],\"reason\":\"Its breakers protect it.\"}";

    private final ManagementApi api;
    private final DemoState state;

    SampleProject(ManagementApi api, DemoState state) {
        this.api = api;
        this.state = state;
    }

    void ensure() {
        ensure("projects", KEY, "key", KEY, "name", "Shop");
        ensure(PROJECT + "/environments", "staging", "key", "staging", "name", "Staging", "protected", false);
        ensure(PROJECT + "/environments", ENVIRONMENT, "key", ENVIRONMENT, "name", "Production", "protected", false);
        ensureListed(PROJECT + "/teams", "key", "orders", "name", "Orders");
        ensureListed(PROJECT + "/teams", "key", "catalog", "name", "Catalogue and customers");
        ensureSignedPins();
        ensureMigration();
        SampleRoute.ALL.forEach(this::ensureRoute);
        ensurePlan(SamplePlan.ORDERS);
        ensureOnlyTold("customers.get");
        SampleUser.ALL.forEach(this::ensureUser);
    }

    /** Shown once by the server and kept by the demo; a new one when the demo has lost it. */
    String sdkKey(String service) {
        String name = "sdk-key." + service;
        if (state.find(name).isEmpty()) {
            String path = PROJECT + "/environments/" + ENVIRONMENT + "/sdk-keys";
            state.keep(name, (String)
                    api.create(path, JsonText.object("name", service)).get("key"));
            String key = state.find(name).orElseThrow();
            // A service whose first try is refused waits minutes before the next: let the key spread first.
            Waiting.until("the SDK key of " + service + " works", () -> api.knowsSdkKey(key));
        }
        return state.find(name).orElseThrow();
    }

    /** So that nobody but the services can say what was decided for a request. */
    private void ensureSignedPins() {
        String path = PROJECT + "/environments/" + ENVIRONMENT + "/pinning";
        if (Objects.equals(api.known(path).field("signed"), false)) {
            api.create(path + "/rotate", JsonText.object("reason", "Only our services may pin."));
        }
    }

    private void ensureMigration() {
        ensure(
                PROJECT + "/migrations",
                "orders-to-the-new-stack",
                "key",
                "orders-to-the-new-stack",
                "name",
                "Orders to the new stack",
                "motivation",
                "The monolith needs 20 ms for an order and a night for a release. The new service needs 8 ms and can be"
                        + " released at any time.",
                "decision",
                "migrate",
                "ownerTeam",
                "orders",
                "targetDate",
                LocalDate.now().plusMonths(3).toString());
    }

    private void ensureRoute(SampleRoute route) {
        if (api.find(PROJECT + "/routes/" + route.key()).isEmpty()) {
            api.create(PROJECT + "/routes", route.json());
        }
        String flag = routePath(route.key()) + "/flag";
        if (Objects.equals(api.known(flag).field("enabled"), false)) {
            route.steps().forEach(step -> api.change(flag, api.known(flag).version(), step.json()));
        }
    }

    private void ensurePlan(SamplePlan plan) {
        String path = routePath(plan.route()) + "/plan";
        if (api.find(path).isEmpty()) {
            api.put(path, plan.json());
        }
    }

    /** Its circuit breakers are to be seen at work, so nobody else may take it back. */
    private void ensureOnlyTold(String route) {
        String path = routePath(route) + "/guardrails";
        ManagementApi.Found known = api.known(path);
        if (Objects.equals(known.field("version"), 0L)) {
            ManagementApi.Answer answer = api.ask("PUT", path, ONLY_TOLD, known.version());
            if (!answer.accepted()) {
                throw new RunFailure("The guardrails of " + route + " cannot be set: " + answer.body());
            }
        }
    }

    private static String routePath(String route) {
        return PROJECT + "/environments/" + ENVIRONMENT + "/routes/" + route;
    }

    private void ensureUser(SampleUser user) {
        String password = state.password(user.name());
        if (!listed("users", "username", user.name())) {
            api.create(
                    "users",
                    JsonText.object("username", user.name(), "displayName", user.displayName(), "password", password));
        }
        if (api.find(PROJECT + "/members/" + user.name()).isEmpty()) {
            api.put(PROJECT + "/members/" + user.name(), JsonText.object("role", user.role()));
        }
    }

    private void ensure(String collection, String key, Object... fields) {
        if (api.find(collection + "/" + key).isEmpty()) {
            api.create(collection, JsonText.object(fields));
        }
    }

    /** For what the API lists but does not show one by one; the first field is the key. */
    private void ensureListed(String collection, Object... fields) {
        if (!listed(collection, (String) fields[0], fields[1])) {
            api.create(collection, JsonText.object(fields));
        }
    }

    private boolean listed(String collection, String field, Object value) {
        List<?> items = api.list(collection);
        return items.stream().anyMatch(item -> value.equals(((Map<?, ?>) item).get(field)));
    }
}
