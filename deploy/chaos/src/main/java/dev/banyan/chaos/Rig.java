package dev.banyan.chaos;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.Ports;
import dev.banyan.harness.Postgres;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import dev.banyan.harness.Waiting;
import dev.banyan.sdk.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What is broken: a PostgreSQL and two replicas of the packaged server, the second of which reaches it over a line. */
final class Rig implements AutoCloseable {

    /** With the management API as it stands on this one. */
    record Replica(ServerProcess server, ManagementApi api) {}

    static final String PASSWORD = "a password of chaos";
    private static final int MAX_CONNECTIONS = 80;

    private final Path directory;
    private final Postgres postgres;
    private final FaultProxy databaseLine;
    private final ServerProcess one;
    private final ServerProcess other;
    private final List<Replica> replicas;
    private final List<Sdk> sdks;
    private final AtomicInteger projects = new AtomicInteger();

    private Rig(Path directory, Path jar, Map<String, String> settings, List<Sdk> sdks) throws IOException {
        this.directory = directory;
        this.sdks = sdks;
        postgres = Postgres.create(directory.resolve("postgres"), MAX_CONNECTIONS);
        databaseLine = new FaultProxy(postgres.port());
        Map<String, String> straight = new LinkedHashMap<>(settings);
        straight.putAll(postgres.environment());
        one = start(jar, "one", straight);
        Map<String, String> overTheLine = new LinkedHashMap<>(straight);
        overTheLine.computeIfPresent(
                "BANYAN_DATABASE_URL", (name, url) -> url.replaceFirst(":\\d+/", portOf(databaseLine) + "/"));
        other = start(jar, "other", overTheLine);
        one.awaitReady();
        other.awaitReady();
        ManagementApi api = ManagementApi.signIn(one.url(), "admin", PASSWORD);
        replicas = List.of(new Replica(one, api), new Replica(other, api.at(other.url())));
    }

    static Rig start(Path directory, Path jar) {
        return start(directory, jar, Map.of(), List.of(SdkService::start));
    }

    /** With settings for the servers, and services of several releases. */
    static Rig start(Path directory, Path jar, Map<String, String> settings, List<Sdk> sdks) {
        try {
            return new Rig(directory, jar, settings, sdks);
        } catch (IOException failed) {
            throw new RunFailure("The line to the database cannot be made: " + failed.getMessage() + ".", failed);
        }
    }

    Path directory() {
        return directory;
    }

    Postgres postgres() {
        return postgres;
    }

    /** Between the second replica and the database. */
    FaultProxy databaseLine() {
        return databaseLine;
    }

    ServerProcess one() {
        return one;
    }

    ServerProcess other() {
        return other;
    }

    List<Replica> replicas() {
        return replicas;
    }

    List<Sdk> sdks() {
        return sdks;
    }

    /** Servers look once a second whether their database is back, and until then refuse what needs it. */
    void awaitDatabase() {
        for (Replica replica : replicas) {
            Waiting.until(
                    replica.server().url() + " has its database again",
                    () -> replica.api().ask("GET", "projects", null, null).accepted());
        }
    }

    /** A new project with one environment, for one fault alone. */
    Plane plane() {
        String project = "chaos-" + projects.incrementAndGet();
        EnvironmentApi environment = EnvironmentApi.make(replicas.get(0).api(), project, "production");
        environment.route(Plane.ROUTE, 2);
        return Plane.make(this, environment);
    }

    /** A figure, or a text, from the database; one at a time, which leaves connections to the servers. */
    synchronized String ask(String query) {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException failed) {
            throw new RunFailure("The database does not answer: " + failed.getMessage() + ".", failed);
        }
    }

    void run(String sql) {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new RunFailure("The database refuses \"" + sql + "\": " + failed.getMessage() + ".", failed);
        }
    }

    @Override
    public void close() {
        other.close();
        one.close();
        postgres.close();
    }

    private ServerProcess start(Path jar, String name, Map<String, String> database) {
        Map<String, String> environment = new LinkedHashMap<>(database);
        environment.put("BANYAN_ADMIN_PASSWORD", PASSWORD);
        environment.put("BANYAN_DATA", directory.resolve(name).toString());
        return ServerProcess.start(new ServerProcess.Start(
                jar, Ports.free(), directory.resolve(name + ".log"), List.of("-Xmx256m"), environment));
    }

    private static String portOf(FaultProxy line) {
        return line.url().replaceFirst(".*:", ":");
    }
}
