package dev.banyan.server.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.ApiDocument.Operation;
import dev.banyan.server.testing.RawHttp;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A project with one of everything, and whoever may do everything in it. */
final class InputShop implements AutoCloseable {
    private final TestShop shop = TestShop.open();
    private final ApiClient admin = ApiClient.administrator();
    private final String sdkKey;
    private final RawHttp http = new RawHttp();
    private final Map<String, String> names = new LinkedHashMap<>();

    InputShop() {
        String project = "/api/v1/projects/" + shop.project();
        make(project + "/teams", Map.of("key", "team", "name", "Team"));
        make(
                project + "/migrations",
                Map.of("key", "migration", "name", "Move", "motivation", "old", "decision", "migrate"));
        shop.route("orders", 2, Map.of("method", "GET", "path", "/orders/{id}", "migration", "migration"));
        sdkKey = shop.sdkKey();
        ApiClient paula = TestUsers.with(Role.EDITOR, shop.project());
        names.putAll(Map.of(
                "project", shop.project(),
                "environment", "production",
                "route", "orders",
                "migration", "migration",
                "user", paula.username(),
                "segment", "pilots",
                "id", "1",
                "key", "orders",
                "ledger", "a1",
                "action", "pause"));
        names.put("way", "rollback");
    }

    private void make(String path, Map<String, ?> body) {
        admin.request().body(body).post(path).then().statusCode(201);
    }

    /** What stands in the braces of paths. */
    Map<String, String> names() {
        return new LinkedHashMap<>(names);
    }

    /** What an honest client sends with it. */
    Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean api = operation.path().startsWith("/api/");
        headers.put("Authorization", "Bearer " + (api ? admin.token() : sdkKey));
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        if (operation.parameters().stream().anyMatch(each -> each.name().equals("If-Match"))) {
            headers.put("If-Match", "\"999999\"");
        }
        if (!api) {
            headers.put("Banyan-Instance", "input-test");
            headers.put("Banyan-Application", "input-test");
        }
        return headers;
    }

    RawHttp.Answer send(Operation operation, String uri, String body) throws IOException {
        return send(operation.method(), uri, headers(operation), body.getBytes(UTF_8));
    }

    RawHttp.Answer send(String method, String uri, Map<String, String> headers, byte[] body) throws IOException {
        return http.send(method, uri, headers, body);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
