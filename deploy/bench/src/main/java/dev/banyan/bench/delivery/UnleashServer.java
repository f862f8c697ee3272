package dev.banyan.bench.delivery;

import dev.banyan.harness.JsonText;
import dev.banyan.harness.Ports;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Unleash's own server, with as many flags as we have routes. */
final class UnleashServer implements AutoCloseable {
    static final String CLIENT_TOKEN = "default:development.measured-client";

    private static final String ADMIN_TOKEN = "*:*.measured-admin";
    /** Node ends with its parent, even one that was killed: then the pipe that it is fed by is closed. */
    private static final String WHILE_WE_LIVE =
            "node node_modules/unleash-server/dist/server.js & n=$!; cat >/dev/null; kill $n";

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final int port = Ports.free();
    /** As its SDKs ask. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;

    private UnleashServer(Path installed, Path log, String databaseUrl) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", WHILE_WE_LIVE)
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings(databaseUrl));
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new RunFailure("Unleash cannot be started: " + failed.getMessage(), failed);
        }
    }

    static UnleashServer start(Path installed, Path log, String databaseUrl) {
        UnleashServer server = new UnleashServer(installed, log, databaseUrl);
        if (!Waiting.within(START, PAUSE, server::ready)) {
            server.close();
            throw new RunFailure("it did not start within " + START.toSeconds() + " s");
        }
        return server;
    }

    /** As it comes, but for what would call home or write more into its log. */
    private Map<String, String> settings(String databaseUrl) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DATABASE_URL", databaseUrl);
        settings.put("DATABASE_SSL", "false");
        settings.put("HTTP_HOST", "127.0.0.1");
        settings.put("HTTP_PORT", String.valueOf(port));
        settings.put("INIT_ADMIN_API_TOKENS", ADMIN_TOKEN);
        settings.put("INIT_CLIENT_API_TOKENS", CLIENT_TOKEN);
        settings.put("NODE_ENV", "production");
        settings.put("LOG_LEVEL", "error");
        settings.put("CHECK_VERSION", "false");
        settings.put("SEND_TELEMETRY", "false");
        return settings;
    }

    int port() {
        return port;
    }

    /** On for half of the callers, as our routes are. */
    void flag(String name) {
        String features = "/api/admin/projects/default/features";
        change("POST", features, JsonText.object("name", name, "type", "release"));
        change(
                "POST",
                features + "/" + name + "/environments/development/strategies",
                JsonText.object(
                        "name",
                        "flexibleRollout",
                        "parameters",
                        Map.of("rollout", "50", "stickiness", "default", "groupId", name)));
        switchTo(name, "on");
    }

    /** The nearest to a rollback that it has. */
    void switchTo(String name, String onOrOff) {
        change("POST", "/api/admin/projects/default/features/" + name + "/environments/development/" + onOrOff, "{}");
    }

    /** What an SDK's poll gets. */
    HttpResponse<String> features(String tag) {
        HttpRequest.Builder request = request("/api/client/features", CLIENT_TOKEN);
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return send(request.GET().build());
    }

    private boolean ready() {
        if (!process.isAlive()) {
            return false;
        }
        try {
            // Without a token: a client's is refused here.
            HttpRequest health =
                    HttpRequest.newBuilder(address("/health")).timeout(PATIENCE).build();
            return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void change(String method, String path, String body) {
        HttpResponse<String> response = send(request(path, ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() >= 300) {
            throw new RunFailure("it refused " + path + " with " + response.statusCode() + ": " + response.body());
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(address(path)).timeout(PATIENCE).header("Authorization", token);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new RunFailure("it does not answer " + request.uri() + ": " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
