package dev.banyan.server.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.testing.BanyanTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Walks everything that the API description knows; what it does not know is denied as well. */
@BanyanTest
class DenyByDefaultApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> OPEN = Set.of("post /api/v1/tokens");

    @Test
    void no_endpoint_answers_without_credentials() {
        List<String> endpoints = endpoints();
        assertThat(endpoints).hasSizeGreaterThan(10).containsAll(OPEN);

        Map<String, Integer> answered = new TreeMap<>();
        for (String endpoint : endpoints) {
            int status = withoutCredentials(endpoint);
            if (status != 401 && !OPEN.contains(endpoint)) {
                answered.put(endpoint, status);
            }
        }

        assertThat(answered).as("endpoints that did not answer 401").isEmpty();
    }

    @Test
    void what_nobody_declared_is_denied() {
        given().get("/api/v1/nothing-of-the-kind").then().statusCode(401);
        given().get("/sdk/v1/nothing-of-the-kind").then().statusCode(401);
        given().redirects().follow(false).get("/nothing-of-the-kind").then().statusCode(303);
    }

    @Test
    void odd_spellings_of_a_path_open_nothing() {
        for (String path : List.of(
                "//api/v1/users",
                "/api//v1/users",
                "/x/../api/v1/users",
                "/assets/../api/v1/users",
                "/q/health/../../api/v1/users",
                "/api;x=y/v1/users",
                "/%61pi/v1/users",
                "/api/v1/users/",
                "/API/v1/users")) {
            int status = given().urlEncodingEnabled(false)
                    .redirects()
                    .follow(false)
                    .get(path)
                    .statusCode();
            assertThat(status).as(path).isIn(303, 401, 404);
        }
    }

    @Test
    void health_metrics_and_the_api_description_are_open() {
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
    }

    @Test
    void an_unknown_sdk_key_is_told_what_to_send() {
        given().auth()
                .oauth2("bny_sdk_" + "0".repeat(38))
                .get("/sdk/v1/snapshot")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("remedy", org.hamcrest.Matchers.containsString("SDK key"));
    }

    private static int withoutCredentials(String endpoint) {
        String[] parts = endpoint.split(" ");
        String path = parts[1].replaceAll("\\{[^}]+}", "1");
        return given().redirects()
                .follow(false)
                .contentType(ContentType.JSON)
                .body("{}")
                .request(parts[0], path)
                .statusCode();
    }

    private static List<String> endpoints() {
        JsonPath document =
                given().accept(ContentType.JSON).get("/q/openapi?format=json").jsonPath();
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        List<String> endpoints = new ArrayList<>();
        new LinkedHashMap<>(paths)
                .forEach((path, operations) -> operations.keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> endpoints.add(method + " " + path)));
        return endpoints;
    }
}
