package dev.banyan.harness;

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

/** Calls of the management API, as any other program would make them. Threads may share one. */
public final class ManagementApi {

    /** An object, with the version that a change of it must name. */
    public record Found(Map<?, ?> fields, String version) {

        public Object field(String name) {
            return fields.get(name);
        }
    }

    /** Whatever the server said; {@code fields} is empty when it was no object. */
    public record Answer(int status, Map<?, ?> fields, String body) {

        public boolean accepted() {
            return status < 300;
        }
    }

    /** Long, as a busy machine needs half a minute to find the primes of a new signing key. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration SHORTLY = Duration.ofMillis(500);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final String user;
    private final String password;
    private volatile String token;

    private ManagementApi(URI server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
    }

    public static ManagementApi signIn(URI server, String user, String password) {
        ManagementApi api = new ManagementApi(server, user, password);
        api.signIn();
        return api;
    }

    /** The same account at another replica. */
    public ManagementApi at(URI replica) {
        ManagementApi other = new ManagementApi(replica, user, password);
        other.token = token;
        return other;
    }

    public Optional<Found> find(String path) {
        HttpResponse<String> response = send("GET", path, null, null);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        String version = response.headers().firstValue("ETag").orElse(null);
        return Optional.of(new Found(fields(accepted(path, response)), version));
    }

    /** What must be there. */
    public Found known(String path) {
        return find(path).orElseThrow(() -> new RunFailure("The server has no " + path + "."));
    }

    /** The objects of a list, paged or not; a run makes fewer of each than a page holds. */
    public List<?> list(String path) {
        Object answer = Json.read(accepted(path, send("GET", path, null, null)).body());
        return answer instanceof Map<?, ?> page ? (List<?>) page.get("items") : (List<?>) answer;
    }

    public Map<?, ?> create(String path, String body) {
        return fields(accepted(path, send("POST", path, body, null)));
    }

    public void put(String path, String body) {
        accepted(path, send("PUT", path, body, null));
    }

    public Map<?, ?> change(String path, String version, String body) {
        return fields(accepted(path, send("PATCH", path, body, version)));
    }

    /** For who wants to know what the server says, be it a refusal. Fails only when there is no answer. */
    public Answer ask(String method, String path, String body, String version) {
        HttpResponse<String> response = send(method, path, body, version);
        boolean object = response.body().startsWith("{");
        return new Answer(response.statusCode(), object ? fields(response) : Map.of(), response.body());
    }

    /** Replicas keep the keys in memory, and learn of a new one within seconds. */
    public boolean knowsSdkKey(String sdkKey) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/sdk/v1/snapshot"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + sdkKey)
                .build();
        return send(request).statusCode() == 200;
    }

    private void signIn() {
        HttpRequest request =
                request("POST", "tokens", JsonText.object("username", user, "password", password), null, null);
        HttpResponse<String> response = send(request);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // A server checks few passwords at a time, and asks the others to come again.
        while (response.statusCode() == 503 && System.nanoTime() < deadline) {
            Waiting.pause(SHORTLY);
            response = send(request);
        }
        if (response.statusCode() == 401) {
            throw new RunFailure(
                    "The server does not know this password of " + user + ": delete the data directory to begin anew.");
        }
        token = (String) fields(accepted("tokens", response)).get("token");
    }

    private HttpResponse<String> send(String method, String path, String body, String version) {
        HttpResponse<String> response = send(request(method, path, body, version, token));
        if (response.statusCode() != 401) {
            return response;
        }
        // A token lives a quarter of an hour, a run may be longer.
        signIn();
        return send(request(method, path, body, version, token));
    }

    private HttpRequest request(String method, String path, String body, String version, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        return request.build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new RunFailure(
                    "The server does not answer " + request.method() + " " + request.uri() + ".", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }

    private static HttpResponse<String> accepted(String path, HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new RunFailure("The server refused " + response.request().method() + " /api/v1/" + path
                    + " with status " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private static Map<?, ?> fields(HttpResponse<String> response) {
        return response.body().isEmpty() ? Map.of() : (Map<?, ?>) Json.read(response.body());
    }
}
