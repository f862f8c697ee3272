package dev.banyan.server.testing;

import dev.banyan.server.access.people.Role;
import java.util.Map;
import java.util.UUID;

/** Makes users through the API, as an administrator would. Each name is new, so that tests do not meet each other's users. */
public final class TestUsers {

    private static final String PASSWORD = "a password for tests";

    private TestUsers() {}

    /** A user without a role anywhere. */
    public static ApiClient stranger() {
        return create("stranger", false);
    }

    public static ApiClient administrator() {
        return create("administrator", true);
    }

    /** A user with this role in this project. */
    public static ApiClient with(Role role, String project) {
        ApiClient user = create(role.key(), false);
        grant(user.username(), role, project);
        return user;
    }

    public static void grant(String username, Role role, String project) {
        ApiClient.administrator()
                .request()
                .body(Map.of("role", role.key()))
                .put("/api/v1/projects/{project}/members/{user}", project, username)
                .then()
                .statusCode(200);
    }

    /** A project with nothing in it. */
    public static String project() {
        String project = uniqueKey("shop");
        ApiClient.administrator()
                .request()
                .body(Map.of("key", project, "name", "Shop"))
                .post("/api/v1/projects")
                .then()
                .statusCode(201);
        return project;
    }

    /** A key that no other test uses: {@code uniqueKey("shop")} gives {@code shop-3f2a91c0}. */
    public static String uniqueKey(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static ApiClient create(String prefix, boolean administrator) {
        String username = uniqueKey(prefix);
        ApiClient.administrator()
                .request()
                .body(Map.of(
                        "username", username,
                        "displayName", prefix + " of a test",
                        "password", PASSWORD,
                        "administrator", administrator))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        return ApiClient.of(username, PASSWORD);
    }
}
