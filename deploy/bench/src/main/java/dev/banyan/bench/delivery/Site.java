package dev.banyan.bench.delivery;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.Ports;
import dev.banyan.harness.Postgres;
import dev.banyan.harness.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is measured: replicas of the packaged server on one real PostgreSQL. */
final class Site implements AutoCloseable {
    private static final String PASSWORD = "measured-by-nobody-else";
    private static final String UNLIMITED = "1000000";
    private static final int DATABASE_CONNECTIONS = 150;

    private final Path jar;
    private final Path directory;
    private final Postgres postgres;
    private final List<ServerProcess> replicas = new ArrayList<>();
    private final ManagementApi api;

    private Site(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
        this.postgres = Postgres.create(directory.resolve("postgres"), DATABASE_CONNECTIONS);
        try {
            add();
            this.api = ManagementApi.signIn(replica(0).url(), "admin", PASSWORD);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    static Site start(Path jar, Path directory) {
        return new Site(jar, directory);
    }

    /** One more replica, ready. */
    void add() {
        ServerProcess.Start start = new ServerProcess.Start(
                        jar,
                        Ports.free(),
                        directory.resolve("logs/server-" + replicas.size() + ".log"),
                        // In memory from the start, so that what it grows by is what is needed outside of it.
                        List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"),
                        postgres.environment())
                .with("BANYAN_ADMIN_PASSWORD", PASSWORD)
                // What the server can do is measured, not what it lets one key or one person do.
                .with("BANYAN_ACCESS_WRITE_BURST", UNLIMITED)
                .with("BANYAN_DELIVERY_SNAPSHOT_RATE", UNLIMITED)
                .with("BANYAN_DELIVERY_SNAPSHOT_RATE_PER_KEY", UNLIMITED)
                .with(
                        "BANYAN_DATA",
                        directory.resolve("data-" + replicas.size()).toString());
        replicas.add(ServerProcess.start(start));
        replicas.get(replicas.size() - 1).awaitReady();
    }

    Postgres postgres() {
        return postgres;
    }

    ServerProcess replica(int index) {
        return replicas.get(index);
    }

    List<ServerProcess> replicas() {
        return List.copyOf(replicas);
    }

    List<Integer> ports() {
        return replicas.stream().map(ServerProcess::port).toList();
    }

    ManagementApi api() {
        return api;
    }

    EnvironmentApi environment(String project) {
        return new EnvironmentApi(api, project, "production");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    @Override
    public void close() {
        replicas.forEach(ServerProcess::close);
        postgres.close();
    }
}
