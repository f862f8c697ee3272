package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What browsers and clients speak where there is TLS: HTTP/2, with many requests on one connection. */
@BanyanTest
class SharedConnectionApiTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void requests_with_a_body_and_without_are_answered_as_over_a_connection_of_their_own() throws Exception {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String token = shop.editor().token();
        // The first one asks for the protocol, the others have it.
        send(token, "GET", shop.environmentPath(), null);

        assertAnswer(200, send(token, "GET", shop.flagPath("orders.get"), null));
        assertAnswer(200, send(token, "POST", shop.routePath("orders.get") + "/rollback", null));
        assertAnswer(200, send(token, "POST", shop.routePath("orders.get") + "/rollback", "{\"reason\":\"errors\"}"));
        assertAnswer(
                201,
                send(
                        token,
                        "POST",
                        "/api/v1/projects/" + shop.project() + "/routes",
                        "{\"key\":\"orders.list\",\"kind\":2,\"description\":\"" + "x".repeat(1_900) + "\"}"));
        assertAnswer(
                422,
                send(shop.sdkKey(), "POST", "/sdk/v1/applied", "{\"epoch\":\"e\",\"revision\":1,\"outcome\":\"odd\"}"));
    }

    private static void assertAnswer(int status, HttpResponse<String> answer) {
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpResponse<String> send(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Banyan-Instance", "a")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
