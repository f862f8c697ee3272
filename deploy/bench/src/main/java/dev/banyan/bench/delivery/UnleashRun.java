package dev.banyan.bench.delivery;

import dev.banyan.harness.Postgres;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Unleash's server beside ours, on the same PostgreSQL and by the same load; nothing at all where it cannot be had. */
final class UnleashRun {
    /** The newest that runs on Node 20. */
    static final String VERSION = "7.5.1";

    private static final int FLAGS = 50;
    private static final int SETTLE_MILLIS = 2_000;
    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final int INSTALL_SECONDS = 240;

    private final Effort effort;
    private final Site site;
    private final Path installed;
    private final Measured measured;

    UnleashRun(Effort effort, Site site, Path directory, Measured measured) {
        this.effort = effort;
        this.site = site;
        this.installed = directory.resolveSibling("unleash");
        this.measured = measured;
    }

    void measure() throws InterruptedException {
        measured.say("Unleash " + VERSION + " …");
        String why = whyNot();
        if (why != null) {
            measured.put("unleash.absent", why);
            return;
        }
        try (UnleashServer server = UnleashServer.start(installed, site.logs().resolve("unleash.log"), database())) {
            for (int i = 0; i < FLAGS; i++) {
                server.flag(Catalogue.route(i));
            }
            latency(server);
            throughput(server);
            measured.put("unleash.version", VERSION);
        } catch (RunFailure failed) {
            // What was measured of ours stands without it.
            measured.put("unleash.absent", failed.getMessage().replaceAll("\\.$", ""));
        }
    }

    /** Null when it is installed. */
    private String whyNot() throws InterruptedException {
        if (Files.exists(installed.resolve("node_modules/unleash-server-" + VERSION))) {
            return null;
        }
        if (!effort.fetch()) {
            return "it is not installed, and a quick run does not fetch it";
        }
        try {
            Files.createDirectories(installed);
            Files.writeString(installed.resolve("package.json"), "{\"private\":true}");
            Process npm = new ProcessBuilder(
                            "npm", "install", "--no-audit", "--no-fund", "--save-exact", "unleash-server@" + VERSION)
                    .directory(installed.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(installed.resolve("install.log").toFile())
                    .start();
            if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                npm.descendants().forEach(ProcessHandle::destroy);
                npm.destroy();
                return "npm did not install it in " + INSTALL_SECONDS + " s";
            }
            if (npm.exitValue() != 0) {
                return "npm could not install it";
            }
            Files.createDirectory(installed.resolve("node_modules/unleash-server-" + VERSION));
            return null;
        } catch (IOException none) {
            return "npm cannot be run";
        }
    }

    private String database() {
        Postgres postgres = site.postgres();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database unleash owner " + Postgres.APPLICATION);
        } catch (SQLException failed) {
            throw new RunFailure("Unleash's database cannot be made: " + failed.getMessage(), failed);
        }
        return "postgres://" + Postgres.APPLICATION + ":"
                + postgres.environment().get("BANYAN_DATABASE_PASSWORD") + "@127.0.0.1:" + postgres.port() + "/unleash";
    }

    /** From sending the change to the first answer that has it, by a client that polls without any pause: the best case. */
    private void latency(UnleashServer server) throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < effort.polls(); i++) {
            Thread.sleep(SETTLE_MILLIS);
            seen.add(seen(server, i % 2 == 0 ? "off" : "on"));
        }
        Percentiles nanos = Percentiles.of(seen.stream().mapToLong(Long::longValue));
        measured.put("unleash.visible.median.ms", nanos.median() / 1e6);
        measured.put("unleash.visible.worst.ms", nanos.most() / 1e6);
    }

    private long seen(UnleashServer server, String onOrOff) {
        String tag = tag(server);
        long started = System.nanoTime();
        server.switchTo(Catalogue.route(0), onOrOff);
        while (server.features(tag).statusCode() == 304) {
            if (System.nanoTime() - started > LONGEST_NANOS) {
                throw new RunFailure("it did not show a change for 30 s");
            }
        }
        return System.nanoTime() - started;
    }

    private void throughput(UnleashServer server) {
        String who = "Authorization: " + UnleashServer.CLIENT_TOKEN + "\r\nAccept: application/json\r\n";
        String path = "/api/client/features";
        SnapshotRun run = new SnapshotRun(site.logs(), effort.loadMillis(), measured);
        run.measure("unleash.304", server.port(), path, 304, who + "If-None-Match: " + tag(server) + "\r\n");
        run.measure("unleash.gzip", server.port(), path, 200, who + "Accept-Encoding: gzip\r\n");
        run.measure("unleash.identity", server.port(), path, 200, who + "Accept-Encoding: identity\r\n");
    }

    private static String tag(UnleashServer server) {
        HttpResponse<String> answer = server.features(null);
        return answer.headers().firstValue("ETag").orElseThrow(() -> new RunFailure("it sends no ETag"));
    }
}
