package dev.banyan.demo;

import dev.banyan.harness.Child;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import dev.banyan.harness.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The running demo: a server, two services, their customers. Ends them in the opposite order. */
final class Demo {

    private static final long PATIENCE_SECONDS = 45;

    private static final List<String> SMALL = List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-Dsun.net.httpserver.nodelay=true",
            "-Djdk.httpclient.keepalive.timeout=20",
            "-cp",
            System.getProperty("java.class.path"));

    private final Path directory;
    private final Deque<Child> children = new ArrayDeque<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private volatile boolean ending;

    Demo(Path directory) {
        this.directory = directory;
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** Where the SDK of that service looks for what holds in this process whatever the server says. */
    static Path overrideFile(Path directory, String service) {
        return cache(directory, service).resolve(service + ".override");
    }

    void startServer(Path jar, int port, String adminPassword) {
        Map<String, String> environment = Map.of(
                "BANYAN_DATA",
                directory.resolve("server").toString(),
                "BANYAN_PORT",
                String.valueOf(port),
                "BANYAN_ADMIN_PASSWORD",
                adminPassword,
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                "false");
        start("The server", "server", environment, List.of(ServerProcess.ENDS_WITHOUT_MEMORY, "-jar", jar.toString()));
        await(URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
    }

    void startService(String name, Class<?> program, int port, String sdkKey, URI banyan, URI other) {
        List<String> arguments = new ArrayList<>(SMALL);
        arguments.addAll(List.of(program.getName(), "--port", String.valueOf(port)));
        arguments.addAll(List.of("--banyan", banyan.toString(), "--other", other.toString()));
        arguments.addAll(List.of("--cache", cache(directory, name).toString()));
        start("The service " + name, name, Map.of("BANYAN_SDK_KEY", sdkKey), arguments);
        await(URI.create("http://127.0.0.1:" + port + "/demo/health"));
    }

    void startCustomers(Class<?> program, URI legacy, URI modern, int rate) {
        List<String> arguments = new ArrayList<>(SMALL);
        arguments.addAll(List.of(program.getName(), "--rate", String.valueOf(rate)));
        arguments.addAll(List.of("--legacy", legacy.toString(), "--new", modern.toString()));
        start("The load generator", "customers", Map.of(), arguments);
    }

    boolean ending() {
        return ending;
    }

    /** Completes when a child ends, which none does by itself when all is well. */
    CompletableFuture<Child> firstToEnd() {
        CompletableFuture<Child> first = new CompletableFuture<>();
        children.forEach(child -> child.onExit().thenAccept(first::complete));
        return first;
    }

    /** What was started last ends first: customers, services, server with its database. */
    synchronized void stop() {
        ending = true;
        while (!children.isEmpty()) {
            children.pop().stop(PATIENCE_SECONDS);
        }
    }

    private static Path cache(Path directory, String service) {
        return directory.resolve("cache").resolve(service);
    }

    private synchronized void start(String name, String log, Map<String, String> environment, List<String> arguments) {
        if (ending) {
            throw new RunFailure("The demo is ending.");
        }
        children.push(Child.start(name, logs().resolve(log + ".log"), environment, arguments));
    }

    private void await(URI address) {
        Child child = children.peek();
        Waiting.until(child.name() + " is ready (see " + logs() + ")", () -> {
            if (!child.alive()) {
                throw new RunFailure(child.farewell());
            }
            return answers(address);
        });
    }

    private boolean answers(URI address) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
