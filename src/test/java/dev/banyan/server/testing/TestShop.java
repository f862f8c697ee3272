package dev.banyan.server.testing;

import static io.restassured.RestAssured.given;

import dev.banyan.server.access.people.Role;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/** A project of its own for one test, with one environment, {@code production}, and as many routes as the test asks for. */
public final class TestShop {
    private final String project = TestUsers.uniqueKey("shop");
    private final ApiClient editor;

    private TestShop(boolean guarded) {
        ApiClient admin = ApiClient.administrator();
        admin.request()
                .body(Map.of("key", project, "name", "Shop"))
                .post("/api/v1/projects")
                .then()
                .statusCode(201);
        addEnvironment("production", guarded);
        editor = TestUsers.with(Role.EDITOR, project);
    }

    public static TestShop open() {
        return new TestShop(false);
    }

    /** Its environment is protected. */
    public static TestShop guarded() {
        return new TestShop(true);
    }

    public String project() {
        return project;
    }

    public ApiClient editor() {
        return editor;
    }

    public void addEnvironment(String key, boolean guarded) {
        ApiClient.administrator()
                .request()
                .body(Map.of("key", key, "name", key, "protected", guarded))
                .post("/api/v1/projects/{p}/environments", project)
                .then()
                .statusCode(201);
    }

    public TestShop route(String key, int kind) {
        return route(key, kind, Map.of());
    }

    public TestShop route(String key, int kind, Map<String, ?> more) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("key", key);
        route.put("kind", kind);
        route.putAll(more);
        editor.request()
                .body(route)
                .post("/api/v1/projects/{p}/routes", project)
                .then()
                .statusCode(201);
        return this;
    }

    public String flagPath(String route) {
        return routePath(route) + "/flag";
    }

    public String routePath(String route) {
        return environmentPath() + "/routes/" + route;
    }

    public String environmentPath() {
        return "/api/v1/projects/" + project + "/environments/production";
    }

    public JsonPath flag(String route) {
        return editor.request()
                .get(flagPath(route))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public long revision() {
        return editor.request()
                .get(environmentPath())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("revision");
    }

    /** A change based on the flag as it is now; the answer is for the test to judge. */
    public ValidatableResponse patch(String route, Map<String, ?> body) {
        return patchAs(editor, route, body);
    }

    public ValidatableResponse patchAs(ApiClient user, String route, Map<String, ?> body) {
        return user.request()
                .header("If-Match", "\"" + flag(route).getLong("version") + "\"")
                .body(body)
                .patch(flagPath(route))
                .then();
    }

    public ValidatableResponse act(String route, String action, Map<String, ?> body) {
        return editor.request().body(body).post(routePath(route) + "/" + action).then();
    }

    public String sdkKey() {
        return ApiClient.administrator()
                .request()
                .body(Map.of("name", "test"))
                .post(environmentPath() + "/sdk-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("key");
    }

    /** A request as an SDK sends it. */
    public static RequestSpecification sdk(String key, String instance) {
        return given().auth()
                .oauth2(key)
                .header("Banyan-Instance", instance)
                .header("Banyan-Application", "test")
                .header("Banyan-Application-Version", "1")
                .header("Banyan-Host", "localhost")
                .header("Banyan-Sdk", "test/1");
    }
}
