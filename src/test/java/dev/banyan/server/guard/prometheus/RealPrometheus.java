package dev.banyan.server.guard.prometheus;

import com.sun.net.httpserver.HttpServer;
import dev.banyan.server.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Prometheus server with a service that it scrapes ten times a second. Skips the test where there is none to start. */
public final class RealPrometheus implements AutoCloseable {
    private static final String SETTINGS = """
            global: {scrape_interval: 100ms, scrape_timeout: 100ms}
            scrape_configs: [{job_name: shop, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
            """;

    private final HttpServer service;
    private final Process process;
    private final String url;
    private volatile double latency;

    private RealPrometheus(String program, Path directory) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/metrics", exchange -> {
            byte[] body = metrics().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        Path settings = directory.resolve("prometheus.yml");
        Files.writeString(settings, SETTINGS.formatted(service.getAddress().getPort()));
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        process = new ProcessBuilder(
                        program,
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    public static RealPrometheus start(Path directory) throws IOException {
        return new RealPrometheus(Programs.require("prometheus"), directory);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Of both sides of the shop; legacy stays as it is. */
    private String metrics() {
        return "# TYPE shop_latency_seconds gauge\nshop_latency_seconds{side=\"legacy\"} 0.1\n"
                + "shop_latency_seconds{side=\"new\"} " + latency + "\n";
    }

    public RealPrometheus latencyOfNew(double seconds) {
        latency = seconds;
        return this;
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        service.stop(0);
    }
}
