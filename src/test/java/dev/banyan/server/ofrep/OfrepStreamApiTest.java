package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.BanyanTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The event stream that bulk answers offer, read as a client would. */
@BanyanTest
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OfrepStreamApiTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private OfrepShop shop;

    @BeforeEach
    void half_of_the_orders_are_new() {
        shop = new OfrepShop()
                .route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 50)
                .settle();
    }

    @Test
    void a_change_asks_the_client_to_evaluate_again() throws Exception {
        String path = shop.allFlags(Map.of()).getString("eventStreams[0].endpoint.requestUri");
        try (BufferedReader lines = lines(open(path, null))) {
            assertEvent(lines, shop.version());

            shop.shop().act("orders.get", "rollback", Map.of()).statusCode(200);

            String next = id(lines);
            shop.settle();
            assertThat(next).isEqualTo(shop.version());
        }
    }

    @Test
    void whoever_is_up_to_date_hears_of_later_changes_only() throws Exception {
        String before = shop.version();
        try (BufferedReader lines = lines(open(EventStreamResource.PATH, before))) {
            assertThat(lines.readLine()).isEqualTo(": up to date");

            shop.rollOut("orders.get", "off", "complete", 60);

            assertThat(id(lines)).isNotEqualTo(before);
        }
    }

    @Test
    void the_changes_of_other_environments_are_not_told() throws Exception {
        OfrepShop other = new OfrepShop().route("orders.get", 2).settle();
        String known = shop.version();
        try (BufferedReader lines = lines(open(EventStreamResource.PATH, known))) {
            lines.readLine();
            other.rollOut("orders.get", "off", "complete", 60).settle();
            shop.rollOut("orders.get", "off", "complete", 60).settle();

            assertThat(id(lines)).isEqualTo(shop.version());
        }
    }

    @Test
    void a_key_that_was_revoked_ends_the_stream() throws Exception {
        try (BufferedReader lines = lines(open(EventStreamResource.PATH, null))) {
            assertEvent(lines, shop.version());
            shop.revokeKey();

            assertThat(lines.lines().allMatch(line -> line.isEmpty() || line.startsWith(":")))
                    .as("nothing but signs of life until the end, which comes")
                    .isTrue();
        }
    }

    @Test
    void on_a_shared_connection_the_end_of_one_stream_is_not_the_end_of_another() throws Exception {
        OfrepShop other = new OfrepShop().route("orders.get", 2).settle();
        HttpResponse<InputStream> ending = send(EventStreamResource.PATH, shop.key(), null);
        HttpResponse<InputStream> staying = send(EventStreamResource.PATH, other.key(), other.version());
        assertThat(staying.version()).as("which shares connections").isEqualTo(HttpClient.Version.HTTP_2);
        shop.revokeKey();
        ending.body().readAllBytes();

        other.rollOut("orders.get", "off", "complete", 60).settle();

        assertThat(id(lines(staying.body()))).isEqualTo(other.version());
    }

    @Test
    void nobody_listens_without_an_sdk_key() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address(EventStreamResource.PATH)).build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
    }

    private static void assertEvent(BufferedReader lines, String version) throws IOException {
        assertThat(lines.readLine()).isEqualTo("id: " + version);
        assertThat(lines.readLine()).isEqualTo("event: message");
        assertThat(lines.readLine())
                .isEqualTo("data: {\"type\":\"refetchEvaluation\",\"etag\":\"\\\"" + version + "\\\"\"}");
        assertThat(lines.readLine()).isEmpty();
    }

    /** The id of the next event; signs of life before it are skipped. */
    private static String id(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("id: ")) {
            line = lines.readLine();
        }
        return line.substring("id: ".length());
    }

    private InputStream open(String path, String lastEventId) throws Exception {
        return send(path, shop.key(), lastEventId).body();
    }

    private HttpResponse<InputStream> send(String path, String key, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + key);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return response;
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    private static BufferedReader lines(InputStream body) {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
}
