package dev.banyan.demo;

import dev.banyan.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few calls of the management API that the demo makes, as any other program would. */
final class ManagementApi {

    /** An object, with the version that a change of it must name. */
    record Found(Map<?, ?> fields, String version) {

        Object field(String name) {
            return fields.get(name);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client;
    private final URI server;
    private final String token;

    private ManagementApi(HttpClient client, URI server, String token) {
        this.client = client;
        this.server = server;
        this.token = token;
    }

    static ManagementApi signIn(URI server, String user, String password) {
        HttpClient client = HttpClient.newHttpClient();
        ManagementApi anonymous = new ManagementApi(client, server, null);
        String body = JsonText.object("username", user, "password", password);
        HttpResponse<String> response = anonymous.send("POST", "tokens", body, null);
        if (response.statusCode() == 401) {
            throw new DemoFailure("The demo's server does not know the demo's password of " + user
                    + ": delete the demo's data directory to begin anew.");
        }
        String token = (String) fields(accepted("tokens", response)).get("token");
        return new ManagementApi(client, server, token);
    }

    Optional<Found> find(String path) {
        HttpResponse<String> response = send("GET", path, null, null);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        String version = response.headers().firstValue("ETag").orElse(null);
        return Optional.of(new Found(fields(accepted(path, response)), version));
    }

    /** The objects of a list, paged or not; the demo makes fewer of each than a page holds. */
    List<?> list(String path) {
        Object answer = Json.read(accepted(path, send("GET", path, null, null)).body());
        return answer instanceof Map<?, ?> page ? (List<?>) page.get("items") : (List<?>) answer;
    }

    Map<?, ?> create(String path, String body) {
        return fields(accepted(path, send("POST", path, body, null)));
    }

    void put(String path, String body) {
        accepted(path, send("PUT", path, body, null));
    }

    void change(String path, String version, String body) {
        accepted(path, send("PATCH", path, body, version));
    }

    /** Replicas keep the keys in memory, and learn of a new one within seconds. */
    boolean knowsSdkKey(String sdkKey) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/sdk/v1/snapshot"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + sdkKey)
                .build();
        return send(request).statusCode() == 200;
    }

    private HttpResponse<String> send(String method, String path, String body, String version) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new DemoFailure(
                    "The server does not answer " + request.method() + " " + request.uri() + ".", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo is ending.", interrupted);
        }
    }

    private static HttpResponse<String> accepted(String path, HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new DemoFailure("The server refused " + response.request().method() + " /api/v1/" + path
                    + " with status " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private static Map<?, ?> fields(HttpResponse<String> response) {
        return response.body().isEmpty() ? Map.of() : (Map<?, ?>) Json.read(response.body());
    }
}
