package dev.banyan.server.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.server.testing.TestPorts;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.http.conn.params.ConnRoutePNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Behind a real nginx that has another application at the root: whatever leaves Banyan's path meets that one. Its health and metrics have a port of
 * their own, and its people may change little in one go.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindProxyIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int BURST = 20;

    @TempDir
    static Path directory;

    private final int managementPort = TestPorts.free();
    private final String management = "http://127.0.0.1:" + managementPort;
    private TestPostgres database;
    private ServerProcess server;
    private Nginx nginx;
    private TestShop shop;

    @BeforeAll
    void start() throws IOException {
        int port = TestPorts.free();
        nginx = Nginx.before(port, directory);
        database = TestPostgres.start();
        server = ServerProcess.start(
                        database,
                        directory.resolve("server.log"),
                        port,
                        "-Dbanyan.proxy.path-prefix=/banyan",
                        "-Dbanyan.proxy.trusted=127.0.0.1",
                        "-Dbanyan.management.port=" + managementPort,
                        "-Dbanyan.access.write-burst=" + BURST,
                        "-Dbanyan.access.writes-per-second=1")
                .awaitReady(management);
        RestAssured.port = server.port();
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {nginx, server, database}) {
            if (each != null) {
                each.close();
            }
        }
    }

    Stream<String> addresses() {
        return Stream.of(nginx.takingAway(), nginx.leaving(), nginx.telling());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void pages_scripts_streams_forms_and_redirects_stay_under_the_prefix(String base) {
        Page page = TestBrowser.shared().open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        List<String> astray = new CopyOnWriteArrayList<>();
        List<String> streams = new CopyOnWriteArrayList<>();
        page.onResponse(answer -> {
            if (!answer.url().startsWith(base + "/") || answer.status() >= 400) {
                astray.add(answer.status() + " " + answer.url());
            }
            if (answer.url().endsWith("/live")) {
                streams.add(answer.url());
            }
        });

        page.navigate(base + "/projects/" + shop.project() + "/environments/production");
        assertThat(page).hasTitle(java.util.regex.Pattern.compile("Sign in.*"));
        page.locator("#username").fill(shop.editor().username());
        page.locator("#password").fill(shop.editor().password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(base + "/projects/" + shop.project() + "/environments/production");
        await().atMost(SOON).until(() -> {
            page.waitForTimeout(50);
            return !streams.isEmpty();
        });
        assertThat(page.context().cookies(base + "/"))
                .extracting(cookie -> cookie.name + " " + cookie.path)
                .contains("__Secure-banyan " + java.net.URI.create(base).getPath() + "/");

        for (String link : List.of("Traffic", "Plans", "Progress", "Rollbacks", "Audit")) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                    .first()
                    .click();
            page.waitForLoadState();
        }
        page.navigate(base + "/projects/" + shop.project() + "/environments/production/routes/orders.get");
        page.locator("#rollout form").first().waitFor();
        assertThat(astray).isEmpty();
        page.context().close();
    }

    /** A proxy adds the address that it sees to what the stranger has sent. */
    @Test
    void an_address_that_a_stranger_writes_is_not_believed() throws Exception {
        String stranger = "127.0.0.9";
        given().config(RestAssured.config()
                        .httpClient(httpClientConfig()
                                .setParam(ConnRoutePNames.LOCAL_ADDRESS, InetAddress.getByName(stranger))))
                .header("X-Forwarded-For", "203.0.113.9")
                .contentType(ContentType.JSON)
                .body(Map.of("username", shop.editor().username(), "password", "not the password"))
                .post(nginx.takingAway() + "/api/v1/tokens")
                .then()
                .statusCode(401);

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet refused =
                        statement.executeQuery("select details from audit_entry where action = 'sign-in.refused'")) {
            assertThat(refused.next()).isTrue();
            assertThat(refused.getString(1)).contains(stranger);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void services_and_the_api_find_it_there(String base) {
        String path = java.net.URI.create(base).getPath();
        String key = shop.sdkKey();
        given().auth().oauth2(key).get(base + "/sdk/v1/snapshot").then().statusCode(200);
        String stream = given().auth()
                .oauth2(key)
                .contentType(ContentType.JSON)
                .body(Map.of("context", Map.of("targetingKey", "a")))
                .post(base + "/ofrep/v1/evaluate/flags")
                .then()
                .statusCode(200)
                .extract()
                .path("eventStreams[0].endpoint.requestUri");
        assertThat(stream).isEqualTo(path + "/ofrep/v1/stream");
        given().redirects()
                .follow(false)
                .header("Accept", "text/html")
                .get(base + "/projects/shop")
                .then()
                .statusCode(303)
                .header("Location", equalTo(path + "/sign-in?next=%2Fprojects%2Fshop"));
        try (Banyan banyan = Banyan.builder()
                .url(base)
                .sdkKey(key)
                .application("shop")
                .withoutCache()
                .build()) {
            await().atMost(SOON).until(() -> banyan.status().state() == ConnectionState.STREAMING);
        }
    }

    @Test
    void health_and_metrics_are_at_their_own_port_only_and_nothing_else_is() {
        for (String path : new String[] {"/q/health", "/q/health/ready", "/q/metrics"}) {
            given().get(management + path).then().statusCode(200);
            given().get(server.url() + path).then().statusCode(404).body(not(containsString("banyan_")));
        }
        given().get(management + "/q/health/ready").then().body(containsString("\"serves\""));
        given().get(management + "/sign-in").then().statusCode(404);
        given().get(management + "/api/v1/projects").then().statusCode(404);
        given().get(server.url() + "/sign-in").then().statusCode(200);
    }

    @Test
    void one_person_cannot_change_without_end_but_always_go_back() {
        TestShop busy = TestShop.open().route("orders.get", 2);
        Response answer = attempt(busy);
        for (int i = 0; i < 10 * BURST && answer.statusCode() != 429; i++) {
            answer = attempt(busy);
        }
        answer.then()
                .statusCode(429)
                .header("Retry-After", "1")
                .body("type", equalTo("urn:banyan:problem:too-many-requests"));

        for (int i = 0; i < 2 * BURST; i++) {
            busy.act("orders.get", "rollback", Map.of()).statusCode(200);
        }
    }

    /** Refused for its own sake as long as it is not one too many: it names no version. */
    private static Response attempt(TestShop shop) {
        return shop.editor().request().body(Map.of("percentage", 1)).patch(shop.flagPath("orders.get"));
    }
}
