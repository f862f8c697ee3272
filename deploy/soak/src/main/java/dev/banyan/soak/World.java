package dev.banyan.soak;

import dev.banyan.harness.Child;
import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.Ports;
import dev.banyan.harness.Postgres;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import dev.banyan.sdk.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL, two replicas of the packaged server behind one address, and the services that use them. */
final class World implements AutoCloseable {
    static final List<String> ROUTES = List.of("orders.get", "orders.list", "orders.place");
    static final String USER = "admin";
    static final String PASSWORD = "a password of the soak";

    private static final int MAX_CONNECTIONS = 80;
    /** Touched at once: what still grows is not the heap, which is looked at by itself. */
    private static final List<String> SERVER = List.of("-Xms160m", "-Xmx160m", "-XX:+AlwaysPreTouch");

    private static final List<String> SERVICE =
            List.of("-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
    private static final long PATIENCE_SECONDS = 20;

    private final Path directory;
    /** Options of all virtual machines. */
    private final List<String> more;

    private final Postgres postgres;
    private final ServerProcess one;
    private final ServerProcess two;
    private final FaultProxy line;
    private final EnvironmentApi environment;
    private final Map<String, Child> services = new LinkedHashMap<>();
    private int starts;

    private World(Path directory, Path jar, List<String> more) throws IOException {
        this.directory = directory;
        this.more = more;
        postgres = Postgres.create(directory.resolve("postgres"), MAX_CONNECTIONS);
        one = server(jar, "one");
        two = server(jar, "two");
        one.awaitReady();
        two.awaitReady();
        line = new FaultProxy(one.port(), two.port());
        line.become(FaultProxy.Line.BALANCED);
        environment = EnvironmentApi.make(ManagementApi.signIn(one.url(), USER, PASSWORD), "soak", "production");
        ROUTES.forEach(route -> environment.route(route, 2));
    }

    /** @param oneCompiler whether the servers do without the second compiler of the JVM */
    static World start(Path directory, Path jar, boolean oneCompiler) {
        try {
            return new World(directory, jar, oneCompiler ? List.of("-XX:TieredStopAtLevel=1") : List.of());
        } catch (IOException failed) {
            throw new RunFailure("The line to the servers cannot be made: " + failed.getMessage() + ".", failed);
        }
    }

    private ServerProcess server(Path jar, String name) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>(postgres.environment());
        variables.put("BANYAN_ADMIN_PASSWORD", PASSWORD);
        variables.put("BANYAN_DATA", directory.resolve(name).toString());
        List<String> options = new ArrayList<>(SERVER);
        options.addAll(more);
        options.addAll(Shortened.javaOptions());
        options.add("-Djava.io.tmpdir=" + Files.createDirectory(temporary(name)));
        return ServerProcess.start(
                new ServerProcess.Start(jar, Ports.free(), directory.resolve(name + ".log"), options, variables));
    }

    private Path temporary(String name) {
        return directory.resolve(name + "-temporary");
    }

    /** What the servers have in their temporary folders. */
    List<Path> leftovers() {
        return Stream.of("one", "two").flatMap(name -> files(temporary(name))).toList();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new RunFailure("The folder " + directory + " cannot be read.", unreadable);
        }
    }

    Path directory() {
        return directory;
    }

    Postgres postgres() {
        return postgres;
    }

    /** Lives as long as the run. */
    ServerProcess one() {
        return one;
    }

    /** Is restarted now and then. */
    ServerProcess two() {
        return two;
    }

    /** Of either replica. */
    String url() {
        return line.url();
    }

    EnvironmentApi environment() {
        return environment;
    }

    Map<String, Child> services() {
        return services;
    }

    void startService(String name, String sdkKey) {
        List<String> arguments = new ArrayList<>(SERVICE);
        arguments.addAll(more);
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), ServiceMain.class.getName()));
        arguments.addAll(List.of("--url", url(), "--key", sdkKey, "--instance", name));
        arguments.addAll(List.of("--cache", directory.resolve("cache").toString()));
        Path log = directory.resolve(name + ".log." + ++starts);
        services.put(name, Child.start("The service " + name, log, Map.of(), arguments));
    }

    void endServices() {
        services.values().forEach(service -> service.stop(PATIENCE_SECONDS));
    }

    @Override
    public void close() {
        endServices();
        two.close();
        one.close();
        postgres.close();
        try {
            line.close();
        } catch (Exception ending) {
            throw new RunFailure("The line to the servers cannot be closed.", ending);
        }
    }
}
