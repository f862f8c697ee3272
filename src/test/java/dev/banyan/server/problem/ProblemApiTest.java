package dev.banyan.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestDatabase;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer has one form. Users are the example; nothing here is about them. */
@BanyanTest
class ProblemApiTest {

    private static final String USERS = "/api/v1/users";

    private static String sdkKey;

    /** A new key takes a moment to be known. */
    @BeforeEach
    void have_a_key_that_is_known() {
        if (sdkKey != null) {
            return;
        }
        sdkKey = TestShop.open().sdkKey();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().auth()
                                .oauth2(sdkKey)
                                .contentType("application/json")
                                .post("/ofrep/v1/evaluate/flags")
                                .statusCode()
                        == 200);
    }

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

    /** Before anybody asks for credentials, on every path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                USERS,
                "/ofrep/v1/evaluate/flags",
                "/ofrep/v1/evaluate/flags/orders.get",
                "/sdk/v1/telemetry",
                "/sdk/v1/instance",
                "/sdk/v1/applied"
            })
    void a_body_beyond_the_limit_is_refused_in_words(String path) {
        problem(request().body("x".repeat(3_000_000)).post(path).then(), 413, "too-large")
                .body("remedy", containsString("less"));
    }

    /** Nobody knows beforehand how long it gets. */
    @ParameterizedTest
    @ValueSource(strings = {USERS, "/ofrep/v1/evaluate/flags", "/sdk/v1/telemetry", "/sdk/v1/applied"})
    void so_is_one_that_comes_in_pieces(String path) throws Exception {
        HttpResponse<String> answer = inPieces(path, new byte[3_000_000]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:banyan:problem:too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tokens", "/ofrep/v1/evaluate/flags"})
    void what_comes_in_pieces_and_is_small_is_taken(String path) throws Exception {
        String body = "{\"username\":\"admin\",\"password\":\"" + TestDatabase.ADMIN_PASSWORD + "\"}";

        assertThat(inPieces(path, body.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_enum_that_is_misspelt_is_answered_with_the_words_of_the_wire() {
        TestShop shop = TestShop.open().route("orders.get", 2);

        shop.patch("orders.get", Map.of("from", "OFFF", "percentage", 5))
                .statusCode(422)
                .body("remedy", equalTo("Use one of: off, dualwrite, shadow, live, rampdown, complete."));
        problem(
                        ApiClient.administrator()
                                .request()
                                .body(Map.of("role", "ADMIN"))
                                .put("/api/v1/projects/" + shop.project() + "/members/"
                                        + shop.editor().username())
                                .then(),
                        422,
                        "bad-field")
                .body("remedy", equalTo("Use one of: viewer, operator, editor, admin."));
    }

    @Test
    void a_page_size_out_of_range_is_refused() {
        problem(request().queryParam("limit", 1_000).get(USERS).then(), 422, "bad-field")
                .body("field", equalTo("limit"));
        problem(request().queryParam("limit", "many").get(USERS).then(), 422, "bad-field")
                .body("field", equalTo("limit"));
    }

    private static HttpResponse<String> inPieces(String path, byte[] body) throws Exception {
        String credential = path.startsWith("/api/") ? ApiClient.administrator().token() : sdkKey;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .header("Banyan-Instance", "large")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
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
