package dev.banyan.server.access.people;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class UserApiTest {

    private static final String USERS = "/api/v1/users";

    private final ApiClient admin = ApiClient.administrator();

    @Test
    void a_user_is_made_and_listed_without_anything_of_the_password() {
        String username = TestUsers.uniqueKey("ana");

        admin.request()
                .body(user(username))
                .post(USERS)
                .then()
                .statusCode(201)
                .header("Location", org.hamcrest.Matchers.endsWith("/api/v1/users/" + username))
                .body("administrator", equalTo(false))
                .body("$", not(hasKey("password")))
                .body("$", not(hasKey("passwordHash")));
        admin.request()
                .queryParam("after", username.substring(0, username.length() - 1))
                .get(USERS)
                .then()
                .statusCode(200)
                .body("items.username", hasItem(username));
    }

    @Test
    void pages_follow_each_other_without_a_gap() {
        for (int i = 0; i < 3; i++) {
            TestUsers.stranger();
        }
        String first = admin.request().queryParam("limit", 1).get(USERS).path("next");
        String second = admin.request()
                .queryParam("limit", 1)
                .queryParam("after", first)
                .get(USERS)
                .path("items[0].username");

        admin.request()
                .queryParam("limit", 2)
                .get(USERS)
                .then()
                .body("items[0].username", equalTo(first))
                .body("items[1].username", equalTo(second));
        admin.request().queryParam("after", "zzzz").get(USERS).then().body("next", nullValue());
    }

    @Test
    void a_username_is_given_once() {
        String username = TestUsers.uniqueKey("ana");
        admin.request().body(user(username)).post(USERS).then().statusCode(201);

        admin.request()
                .body(user(username))
                .post(USERS)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:username-taken"));
    }

    @Test
    void bad_fields_are_named() {
        refused("username", "Ana Miller", "username");
        refused("displayName", " ", "displayName");
        refused("password", "short", "password");
        refused("role", "admin", "role");
    }

    @Test
    void others_may_neither_make_nor_list_users() {
        ApiClient stranger = TestUsers.stranger();

        stranger.request().get(USERS).then().statusCode(403);
        stranger.request()
                .body(user(TestUsers.uniqueKey("ben")))
                .post(USERS)
                .then()
                .statusCode(403);
    }

    @Test
    void nobody_changes_the_password_of_another_but_an_administrator() {
        ApiClient ana = TestUsers.stranger();
        Map<String, String> change = Map.of("newPassword", "another good password");

        TestUsers.stranger()
                .request()
                .body(change)
                .put(USERS + "/{user}/password", ana.username())
                .then()
                .statusCode(403);
        admin.request()
                .body(change)
                .put(USERS + "/{user}/password", ana.username())
                .then()
                .statusCode(204);
        admin.request()
                .body(change)
                .put(USERS + "/{user}/password", "nobody-of-that-name")
                .then()
                .statusCode(404);
    }

    @Test
    void ones_own_password_needs_the_current_one() {
        ApiClient ana = TestUsers.stranger();

        ana.request()
                .body(Map.of("currentPassword", "not mine", "newPassword", "another good password"))
                .put(USERS + "/{user}/password", ana.username())
                .then()
                .statusCode(401);
        ana.request()
                .body(Map.of("newPassword", "another good password"))
                .put(USERS + "/{user}/password", ana.username())
                .then()
                .statusCode(401);
    }

    private void refused(String field, Object value, String named) {
        Map<String, Object> body = new HashMap<>(user(TestUsers.uniqueKey("ana")));
        body.put(field, value);
        admin.request().body(body).post(USERS).then().statusCode(422).body("field", equalTo(named));
    }

    private static Map<String, Object> user(String username) {
        return Map.of("username", username, "displayName", "Ana", "password", "a password for tests");
    }
}
