package dev.banyan.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packaged server as a process of its own, as it runs in production. It keeps its port when it is started again. */
public final class ServerProcess implements AutoCloseable {

    /** How it is started; {@code environment} names its database or where it keeps its own. */
    public record Start(Path jar, int port, Path log, List<String> javaOptions, Map<String, String> environment) {

        public Start with(String variable, String value) {
            Map<String, String> more = new LinkedHashMap<>(environment);
            more.put(variable, value);
            return new Start(jar, port, log, javaOptions, Map.copyOf(more));
        }
    }

    /** One that has run out of memory neither serves nor stops: better that it ends and is started again. */
    public static final String ENDS_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private static final long PATIENCE_SECONDS = 45;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Start start;
    private Path jar;
    private int starts;
    private Child child;

    private ServerProcess(Start start) {
        this.start = start;
        this.jar = start.jar();
    }

    /** Returns at once; {@link #awaitReady} waits. */
    public static ServerProcess start(Start start) {
        ServerProcess server = new ServerProcess(start);
        server.startAgain();
        return server;
    }

    /** As {@link #startAgain()}, from another build. */
    public void startAgain(Path otherJar) {
        jar = otherJar;
        startAgain();
    }

    /** After it was stopped or killed; returns at once. */
    public void startAgain() {
        List<String> arguments = new ArrayList<>(start.javaOptions());
        arguments.add(ENDS_WITHOUT_MEMORY);
        arguments.addAll(List.of("-jar", jar.toString()));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.putAll(start.environment());
        environment.put("BANYAN_PORT", String.valueOf(start.port()));
        starts++;
        child = Child.start("The server", log(), environment, arguments);
    }

    /** Each start has a file of its own, so that the last words of the one before are kept. */
    private Path log() {
        return start.log().resolveSibling(start.log().getFileName() + "." + starts);
    }

    /** Readiness means that SDKs can be served. */
    public ServerProcess awaitReady() {
        Waiting.until(child.name() + " is ready (see " + log() + ")", () -> {
            if (!child.alive()) {
                throw new RunFailure(child.farewell());
            }
            return status("/q/health/ready") == 200;
        });
        return this;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + start.port());
    }

    public int port() {
        return start.port();
    }

    public Child child() {
        return child;
    }

    /** The status of a plain GET; 0 when there was no answer. */
    public int status(String path) {
        HttpRequest request = HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Asks it to end, and waits. */
    public void stop() {
        child.stop(PATIENCE_SECONDS);
    }

    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        stop();
    }
}
