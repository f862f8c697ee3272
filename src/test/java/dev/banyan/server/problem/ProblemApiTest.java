package dev.banyan.server.problem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request, the answer has one form. Users are the example; nothing here is about them. */
@BanyanTest
class ProblemApiTest {

    private static final String USERS = "/api/v1/users";

    @Test
    void an_unknown_field_is_named_with_the_known_ones() {
        problem(post("{\"usernam\": \"ana\"}"), 422, "bad-field")
                .body("field", equalTo("usernam"))
                .body("remedy", containsString("username"));
    }

    @Test
    void a_value_of_the_wrong_type_is_named() {
        problem(post("{\"username\": \"ana\", \"administrator\": \"maybe\"}"), 422, "bad-field")
                .body("field", equalTo("administrator"));
        problem(post("{\"username\": {\"first\": \"ana\"}}"), 422, "bad-field").body("field", equalTo("username"));
    }

    @Test
    void what_is_no_json_is_told_where() {
        problem(post("{\"username\": "), 400, "bad-request").body("detail", containsString("line 1"));
        problem(post("[]"), 400, "bad-request");
        problem(post(""), 422, "bad-field");
    }

    @Test
    void a_missing_field_is_named() {
        problem(post("{\"username\": \"ana\", \"password\": \"a password for tests\"}"), 422, "bad-field")
                .body("field", equalTo("displayName"));
    }

    @Test
    void an_unknown_path_is_not_found() {
        problem(request().get("/api/v1/nothing-of-the-kind").then(), 404, "not-found");
    }

    @Test
    void an_unknown_method_is_refused() {
        problem(request().delete(USERS).then(), 405, "method-not-allowed");
    }

    @Test
    void another_media_type_is_refused() {
        problem(
                ApiClient.administrator()
                        .request()
                        .contentType("application/xml")
                        .body("<user/>")
                        .post(USERS)
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void a_body_beyond_the_limit_is_refused() {
        request().body("x".repeat(3_000_000)).post(USERS).then().statusCode(413);
    }

    @Test
    void a_page_size_out_of_range_is_refused() {
        problem(request().queryParam("limit", 1_000).get(USERS).then(), 422, "bad-field")
                .body("field", equalTo("limit"));
        problem(request().queryParam("limit", "many").get(USERS).then(), 404, "not-found");
    }

    private static ValidatableResponse post(String body) {
        RequestSpecification request = request();
        return (body.isEmpty() ? request : request.body(body)).post(USERS).then();
    }

    private static RequestSpecification request() {
        return ApiClient.administrator().request();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:banyan:problem:" + slug))
                .body("status", equalTo(status))
                .body("id", notNullValue())
                .body("detail", not(containsString("dev.banyan")));
    }
}
