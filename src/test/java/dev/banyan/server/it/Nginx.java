package dev.banyan.server.it;

import dev.banyan.server.testing.Programs;
import dev.banyan.server.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real nginx that has Banyan beside others. */
final class Nginx implements AutoCloseable {
    /**
     * As docs/operations.md has it. {@code /banyan/} is taken away by the proxy, at the second port it is left; {@code /tools/banyan/} is known to the
     * proxy alone, which tells it.
     */
    private static final String SETTINGS = """
            daemon off;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path tmp/body; proxy_temp_path tmp/proxy; fastcgi_temp_path tmp/f; uwsgi_temp_path tmp/u; scgi_temp_path tmp/s;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
              proxy_buffering off;
              server {
                listen 127.0.0.1:%1$d;
                location /banyan/ { proxy_pass http://127.0.0.1:%3$d/; }
                location /tools/banyan/ {
                  proxy_set_header X-Forwarded-Prefix /tools/banyan;
                  proxy_pass http://127.0.0.1:%3$d/;
                }
                location / { return 404 "another application"; }
              }
              server {
                listen 127.0.0.1:%2$d;
                location /banyan/ { proxy_pass http://127.0.0.1:%3$d; }
                location / { return 404 "another application"; }
              }
            }
            """;

    private final Process process;
    private final int stripping;
    private final int passing;

    private Nginx(Process process, int stripping, int passing) {
        this.process = process;
        this.stripping = stripping;
        this.passing = passing;
    }

    static Nginx before(int server, Path directory) throws IOException {
        int stripping = TestPorts.free();
        int passing = TestPorts.free();
        Files.createDirectories(directory.resolve("tmp"));
        Path settings =
                Files.writeString(directory.resolve("nginx.conf"), SETTINGS.formatted(stripping, passing, server));
        Process process = new ProcessBuilder(
                        Programs.require("nginx"), "-e", "stderr", "-p", directory + "/", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        return new Nginx(process, stripping, passing);
    }

    String takingAway() {
        return "http://localhost:" + stripping + "/banyan";
    }

    String telling() {
        return "http://localhost:" + stripping + "/tools/banyan";
    }

    String leaving() {
        return "http://localhost:" + passing + "/banyan";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
