package dev.banyan.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.ApiDocument;
import dev.banyan.server.testing.ApiDocument.Field;
import dev.banyan.server.testing.ApiDocument.Operation;
import dev.banyan.server.testing.ApiDocument.Parameter;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.Browser;
import dev.banyan.server.testing.RawHttp;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks every field and parameter that the API description knows: nothing gets in that is not what it says. */
@BanyanTest
class InputApiTest {
    private static final String NUL = "\"a\\u0000b\"";
    private static final Pattern CSRF = Pattern.compile("csrf[^>]*?value=\"([^\"]+)\"");
    private static final String HALF = "\"\\ud800\"";

    /** Values that are of no other type. Each field gets one of its type, in turn: all are read by the same reader. */
    private static final Map<String, List<String>> WRONG = Map.of(
            "boolean", List.of("0", "\"true\"", "\"\""),
            "integer", List.of("2.9", "\"25\"", "\" 25 \"", "true", "99999999999999999999"),
            "number", List.of("\"25\"", "true", "1e99999999"),
            "string", List.of("3", "true", "{}", NUL, HALF),
            "array", List.of("{}", "\"a\"", "1"),
            "object", List.of("[]", "\"a\"", "1"));

    private static final List<String> NO_JSON =
            List.of("text/plain", "application/x-www-form-urlencoded", "nonsense", "*/*");

    private List<Operation> operations;

    @BeforeEach
    void the_document() {
        operations = ApiDocument.fetch().operations();
    }

    @Test
    void no_field_of_the_management_api_takes_what_the_document_does_not_say() throws IOException {
        List<String> taken = new ArrayList<>();
        int tried = 0;
        try (InputShop shop = new InputShop()) {
            for (Operation operation : management()) {
                for (Field field : operation.fields()) {
                    List<String> values = WRONG.getOrDefault(String.valueOf(field.type()), List.of());
                    if (values.isEmpty()) {
                        continue;
                    }
                    String wrong = values.get(tried++ % values.size());
                    RawHttp.Answer answer =
                            shop.send(operation, operation.uri(shop.names()), with(operation, field, wrong));
                    if (!isRefused(answer, field)) {
                        taken.add(operation + " " + field + " " + wrong + " -> " + answer);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
        assertThat(taken).as("what was not refused by name").isEmpty();
    }

    @Test
    void no_field_may_come_twice() throws IOException {
        List<String> taken = new ArrayList<>();
        try (InputShop shop = new InputShop()) {
            for (Operation operation : management()) {
                for (Field field : operation.fields()) {
                    if (field.steps().isEmpty()
                            || field.steps().get(field.steps().size() - 1) instanceof Integer) {
                        continue;
                    }
                    String name = "\"" + field.steps().get(field.steps().size() - 1) + "\":";
                    RawHttp.Answer answer = shop.send(
                            operation, operation.uri(shop.names()), with(operation, field, "null," + name + "null"));
                    if (!isRefused(answer, field) || !answer.body().contains("twice")) {
                        taken.add(operation + " " + field + " -> " + answer);
                    }
                }
            }
        }
        assertThat(taken).as("what was not refused by name").isEmpty();
    }

    @Test
    void no_parameter_takes_what_nothing_can_keep() throws IOException {
        List<String> taken = new ArrayList<>();
        int tried = 0;
        try (InputShop shop = new InputShop()) {
            for (Operation operation : management()) {
                for (Parameter parameter : operation.parameters()) {
                    List<String> values = wrong(parameter);
                    if (values.isEmpty()) {
                        continue;
                    }
                    String wrong = values.get(tried++ % values.size());
                    RawHttp.Answer answer =
                            shop.send(operation, uri(operation, parameter, wrong, shop), body(operation));
                    String field = parameter.in().equals("path") ? "path" : parameter.name();
                    if (answer.status() != 422 || !field.equals(said(answer, "field"))) {
                        taken.add(operation + " " + parameter + " " + wrong + " -> " + answer);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
        assertThat(taken).as("what was not refused by name").isEmpty();
    }

    @Test
    void a_body_that_says_it_is_no_json_is_not_read() throws IOException {
        List<String> taken = new ArrayList<>();
        try (InputShop shop = new InputShop()) {
            int turn = 0;
            for (Operation operation : management()) {
                String type = NO_JSON.get(turn++ % NO_JSON.size());
                Map<String, String> headers = shop.headers(operation);
                headers.put("Content-Type", type);
                byte[] body = operation.body() == null
                        ? new byte[] {'x'}
                        : body(operation).getBytes();
                RawHttp.Answer answer = shop.send(operation.method(), operation.uri(shop.names()), headers, body);
                if (answer.status() != 415 || said(answer, "remedy") == null) {
                    taken.add(operation + " " + type + " -> " + answer);
                }
            }
        }
        assertThat(taken).as("what was not refused as another type").isEmpty();
    }

    @Test
    void what_a_service_has_met_does_not_lose_its_batch() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        sdk(
                key,
                "instance",
                "{\"routes\":[{\"key\":\"orders.get\",\"kind\":2,\"sites\":[\"a\\u0000b\"],\"newer\":1}]}");
        sdk(key, "telemetry", """
                {"instance":"i","sequence":1,"millis":10,"newer":{},"missingKeys":{"a\\u0000":1},
                 "outcomes":[{"route":"orders.get","stage":"off","side":"legacy","operation":"call","calls":1,"errors":1,
                              "latency":[[100,1]],"kinds":{"a\\u0000":1}},
                             {"route":"a\\u0000b","stage":"off","side":"legacy","operation":"call","calls":1,"errors":0,"latency":[]}],
                 "routes":[{"route":"orders.get","pairs":0,"events":{"a\\u0000b":{"legacy":1,"new":0}}}],
                 "comparisons":[{"route":"orders.get","compared":1,"mismatched":1,
                                 "paths":[{"path":"$.a\\u0000","kind":"changed","count":1}],
                                 "samples":[{"path":"$.a","kind":"changed","legacy":"\\u0000","new":"\\ud800"}]}]}
                """);
        sdk(
                key,
                "applied",
                "{\"epoch\":\"e\",\"revision\":1,\"outcome\":\"refused\",\"reason\":\"a\\u0000b\",\"newer\":1}");
    }

    @Test
    void a_form_of_a_page_must_be_text_too() {
        ApiClient ana = TestUsers.administrator();
        Browser browser = new Browser();
        browser.signIn(ana.username(), ana.password(), "/").then().statusCode(303);

        Matcher token = CSRF.matcher(browser.request().get("/").asString());
        assertThat(token.find()).isTrue();
        for (String path : List.of("/sign-in", "/projects/shop/environments/production/resume")) {
            browser.request()
                    .header("X-CSRF-Token", token.group(1))
                    .contentType(ContentType.URLENC.withCharset("UTF-8"))
                    .body("csrf=" + token.group(1) + "&reason=a%00b")
                    .post(path)
                    .then()
                    .statusCode(422)
                    .body(containsString("reason"));
        }
        browser.request()
                .urlEncodingEnabled(false)
                .get("/projects/a%00b")
                .then()
                .statusCode(422);
    }

    @Test
    void a_password_with_a_nul_is_refused_before_anybody_looks_at_it() {
        given().contentType(ContentType.JSON)
                .body("{\"username\":\"admin\",\"password\":\"a\\u0000\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(422)
                .body("field", equalTo("password"));
    }

    @Test
    void an_administrator_cannot_reach_into_a_project_that_does_not_exist() {
        ApiClient admin = ApiClient.administrator();
        String none = "/api/v1/projects/" + TestUsers.uniqueKey("none");
        Map<String, String> named = Map.of("key", "a", "name", "A");
        String user = TestUsers.stranger().username();

        admin.request()
                .body(Map.of("role", "viewer"))
                .put(none + "/members/" + user)
                .then()
                .statusCode(404);
        for (String list : List.of("/teams", "/environments", "/migrations", "/routes")) {
            admin.request().get(none + list).then().statusCode(404);
        }
        admin.request().body(named).post(none + "/teams").then().statusCode(404);
        admin.request().body(named).post(none + "/environments").then().statusCode(404);
    }

    private List<Operation> management() {
        return operations.stream()
                .filter(each -> each.path().startsWith("/api/"))
                .toList();
    }

    private static List<String> wrong(Parameter parameter) {
        if (parameter.in().equals("header")) {
            return List.of();
        }
        if (parameter.in().equals("query") && "boolean".equals(parameter.type())) {
            return List.of("%00", "maybe", "1", "TRUE");
        }
        boolean number = parameter.in().equals("query") && "integer".equals(parameter.type());
        return number ? List.of("%00", "many", "2.9", "%2025", "99999999999999999999") : List.of("%00", "a%00b");
    }

    private static String uri(Operation operation, Parameter parameter, String value, InputShop shop) {
        Map<String, String> names = shop.names();
        if (parameter.in().equals("path")) {
            names.put(parameter.name(), value);
            return operation.uri(names);
        }
        return operation.uri(names) + "?" + parameter.name() + "=" + value;
    }

    private static String with(Operation operation, Field field, String raw) {
        return ApiDocument.with(operation.body(), field, raw);
    }

    private static String body(Operation operation) {
        return operation.body() == null ? "" : operation.body().toString();
    }

    /** By the name of the field; of the body as a whole, as what cannot be understood. */
    private static boolean isRefused(RawHttp.Answer answer, Field field) {
        boolean whole = field.steps().isEmpty();
        return said(answer, "remedy") != null
                && (whole
                        ? answer.status() == 400 || answer.status() == 422
                        : answer.status() == 422 && field.toString().equals(said(answer, "field")));
    }

    private static String said(RawHttp.Answer answer, String name) {
        return answer.type().contains("json") && answer.body().startsWith("{")
                ? JsonPath.from(answer.body()).getString(name)
                : null;
    }

    private static void sdk(String key, String path, String body) {
        TestShop.sdk(key, "input-test")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/sdk/v1/" + path)
                .then()
                .statusCode(204);
    }
}
