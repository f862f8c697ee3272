package dev.banyan.sdk.servlet;

import static dev.banyan.sdk.TestClients.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.sdk.TestRuleset;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A control plane, a client and web applications around them. */
abstract class WebScenario {
    /** Kept, so that their levels are. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("dev.banyan.sdk"), Logger.getLogger("org.apache"));

    static final TestRuleset RULES = rules(42, "null");

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @TempDir
    Path directory;

    TestControlPlane plane;
    Banyan banyan;
    private final List<AutoCloseable> open = new ArrayList<>();

    private static TestRuleset rules(long revision, String rollback) {
        return new TestRuleset(
                "shop",
                "production",
                "epoch-one",
                revision,
                "null",
                List.of(
                        route("orders.all", "/orders/{id}", 1_000_000, rollback),
                        route("carts.all", "/carts/{id}", 500_000, "null")));
    }

    /** The same, with orders taken back. */
    static TestRuleset rolledBack() {
        return rules(43, "\"off\"");
    }

    /** For any method, split by the targeting key, with conditions for a tenant. */
    private static String route(String key, String path, int share, String rollback) {
        return """
            {"key":"%s","kind":2,"salt":"k3v9k3v9k3v9k3v","bucketBy":"targetingKey","missingKey":"legacy",
            "method":null,"path":"%s","enabled":true,"rollback":%s,
            "cohorts":[{"name":"acme","conditions":[{"attribute":"tenant","operator":"equals","values":["acme"]}],
            "rollout":{"from":"off","to":"complete","share":1000000}},
            {"name":"default","conditions":[],"rollout":{"from":"off","to":"complete","share":%d}}]}""".formatted(key, path, rollback, share).replace("\n", "");
    }

    @BeforeEach
    void connect() throws IOException {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
        plane = TestControlPlane.started(RULES);
        banyan = TestClients.of(plane).build();
        assertThat(banyan.awaitReady(Duration.ofSeconds(30))).isTrue();
    }

    @AfterEach
    void end() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        banyan.close();
        plane.close();
    }

    BanyanFilter.Builder filter() {
        return BanyanFilter.builder(banyan)
                .key(RequestValue.principal(), RequestValue.header("X-Customer"), RequestValue.cookie("customer"))
                .attribute("tenant", RequestValue.header("X-Tenant"));
    }

    WebApp app(BanyanFilter filter, WebApp.Handler handler) throws Exception {
        WebApp app = new WebApp(directory, filter, handler);
        open.add(app);
        return app;
    }

    <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    static HttpRequest.Builder to(WebApp app, String path) {
        return HttpRequest.newBuilder(URI.create(app.url() + path)).timeout(Duration.ofSeconds(30));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits for a report of outcomes of the route with this side, stage and number of errors. */
    void reported(String route, String side, int calls, int errors) {
        eventually(
                "outcomes of " + route + " in " + plane.requests(TestControlPlane.TELEMETRY),
                () -> sum(route, side, "calls") == calls && sum(route, side, "errors") == errors);
    }

    long sum(String route, String side, String figure) {
        Pattern cell = Pattern.compile("\\{[^{}]*\"route\":\"" + Pattern.quote(route) + "\"[^{}]*\"side\":\"" + side
                + "\"[^{}]*\"" + figure + "\":(\\d+)[^{}]*");
        return plane.requests(TestControlPlane.TELEMETRY).stream()
                .flatMap(report -> cell.matcher(report.body()).results())
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
