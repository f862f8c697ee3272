package dev.banyan.server.it;

import static org.awaitility.Awaitility.await;

import dev.banyan.sdk.Banyan;
import dev.banyan.server.testing.DatabaseLogin;
import dev.banyan.server.testing.TestDatabase;
import dev.banyan.server.testing.TestPorts;
import dev.banyan.server.testing.TestPostgres;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, as it runs in production, on a database that it shares with others. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path data;

    private ServerProcess(Process process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
    }

    /** @param options of the JVM */
    static ServerProcess start(DatabaseLogin database, Path log, String... options) {
        return start(database, log, TestPorts.free(), options);
    }

    /** One that ran on this port before finds again what it kept on disk. */
    static ServerProcess start(DatabaseLogin database, Path log, int port, String... options) {
        return start(database, log, port, List.of(), options);
    }

    /** One that may have so many files open, connections included. */
    static ServerProcess withFiles(int most, DatabaseLogin database, Path log) {
        return start(
                database,
                log,
                TestPorts.free(),
                List.of("bash", "-c", "ulimit -n " + most + " && exec \"$@\"", "bash"));
    }

    private static ServerProcess start(
            DatabaseLogin database, Path log, int port, List<String> before, String... options) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        // None lives long enough to earn back what the second compiler costs: half of the time to
                        // start.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmn100m",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        // Tests make dozens of users; the lowest cost allowed keeps that in seconds.
                        "-Dbanyan.access.password-cost=10",
                        "-jar",
                        System.getProperty("banyan.server.jar"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.command().addAll(1, List.of(options));
        builder.command().addAll(0, before);
        Path data = log.resolveSibling("data");
        builder.environment().put("BANYAN_DATA", data.toString());
        builder.environment().put("BANYAN_PORT", String.valueOf(port));
        builder.environment().put("BANYAN_DATABASE_URL", database.url());
        builder.environment().put("BANYAN_DATABASE_USER", TestPostgres.USER);
        builder.environment().put("BANYAN_DATABASE_PASSWORD", database.password());
        builder.environment().put("BANYAN_ADMIN_PASSWORD", TestDatabase.ADMIN_PASSWORD);
        builder.environment()
                .put(
                        "BANYAN_STOP_WITH_PID",
                        String.valueOf(ProcessHandle.current().pid()));
        try {
            return new ServerProcess(builder.start(), port, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Side by side: replicas may start at the same moment. */
    static void awaitReady(ServerProcess... started) {
        for (ServerProcess each : started) {
            each.awaitReady();
        }
    }

    ServerProcess awaitReady() {
        return awaitReady(url());
    }

    /** One whose health is elsewhere. */
    ServerProcess awaitReady(String management) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> statusOf(management + "/q/health/ready") == 200);
        return this;
    }

    /** Whether this is in an entry of its cache, where it writes what it has in memory. */
    boolean keeps(String entry, String words) {
        try {
            Path file = data.resolve("cache").resolve(String.valueOf(port)).resolve(entry + ".cache");
            return Files.exists(file) && Files.readString(file).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A real SDK that keeps nothing itself. */
    Banyan client(String key, String instance) {
        return Banyan.builder()
                .url(url())
                .sdkKey(key)
                .application("shop")
                .instance(instance)
                .withoutCache()
                .build();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** The status of a plain GET; 0 when there was no answer. */
    int status(String path) {
        return statusOf(url() + path);
    }

    private static int statusOf(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** As an orderly shutdown of the machine would. */
    void askToStop() {
        process.destroy();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** As if the machine had gone: nothing is said to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** At the end of a class, however far its start came. */
    static void closeAll(AutoCloseable... started) throws Exception {
        RestAssured.port = RestAssured.UNDEFINED_PORT;
        for (AutoCloseable each : started) {
            if (each != null) {
                each.close();
            }
        }
    }
}
