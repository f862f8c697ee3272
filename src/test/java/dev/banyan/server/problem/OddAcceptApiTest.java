package dev.banyan.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.openapi.ApiDescription;
import dev.banyan.server.testing.openapi.DescribedOperation;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request accepts must not decide whether somebody hears that a rollback was carried out. */
@BanyanTest
class OddAcceptApiTest {

    private static final List<String> ODD = List.of("text/plain", "nonsense");

    @Test
    void every_operation_that_acts_answers_json_whatever_is_accepted() throws Exception {
        ApiDescription api = ApiDescription.of(new ObjectMapper()
                .readTree(given().queryParam("format", "json").get("/q/openapi").asString()));
        String key = TestShop.open().sdkKey();
        List<DescribedOperation> acting =
                api.operations().stream().filter(DescribedOperation::acts).toList();

        assertThat(acting).hasSizeGreaterThan(40);
        for (DescribedOperation operation : acting) {
            for (String accept : ODD) {
                Response answer = send(operation, accept, key);
                assertThat(answer.statusCode())
                        .as(operation.method() + ' ' + operation.path())
                        .isNotIn(406, 500);
                if (!answer.asString().isEmpty()) {
                    assertThat(answer.contentType()).as(operation.path()).matches("application/(problem\\+)?json.*");
                    assertThat((Object) answer.jsonPath().get()).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "nonsense"})
    void who_acts_is_told_what_has_happened(String accept) {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        String route = shop.environmentPath() + "/routes/orders.get";

        for (String action : List.of("drill", "rollback", "resume", "isolate")) {
            accepting(shop, accept)
                    .post(route + '/' + action)
                    .then()
                    .statusCode(200)
                    .contentType(ContentType.JSON)
                    .body("revision", notNullValue())
                    .body("changed", equalTo(true));
        }
        accepting(shop, accept)
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("changed", equalTo(true));
    }

    private static RequestSpecification accepting(TestShop shop, String accept) {
        return given().auth().oauth2(shop.editor().token()).header("Accept", accept);
    }

    /** To what is not there, with a body that says nothing: what matters is the form of the answer. */
    private static Response send(DescribedOperation operation, String accept, String sdkKey) {
        String credential =
                operation.path().startsWith("/api/") ? ApiClient.administrator().token() : sdkKey;
        RequestSpecification request = given().auth()
                .oauth2(credential)
                .header("Accept", accept)
                .header("Banyan-Instance", "odd")
                .contentType(ContentType.JSON);
        return (operation.node().has("requestBody") ? request.body("{}") : request)
                .request(operation.method(), operation.path().replaceAll("\\{\\w+}", "1"));
    }
}
