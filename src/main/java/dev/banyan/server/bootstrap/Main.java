package dev.banyan.server.bootstrap;

import dev.banyan.server.connection.ConnectionWatch;
import dev.banyan.server.database.OwnDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Starts the database and the application side by side, since neither needs the other until both are nearly there; stops the application
 * first. Tests do not come by here.
 */
@QuarkusMain
public final class Main {

    private static final String HOST = "quarkus.http.host";
    private static final String PORT = "quarkus.http.port";
    private static final String CACHE = "banyan.cache.directory";
    private static final String DATABASE = "banyan.database.url";
    /** Set once this process runs a database: system properties outlive the reloads of dev mode, static fields do not. */
    private static final String EMBEDDED = "banyan.database.embedded";

    private static final long APPLICATION_STOP_SECONDS = 60;

    private Main() {}

    public static void main(String... arguments) {
        CountDownLatch applicationStopped = new CountDownLatch(1);
        System.getProperties().putIfAbsent(ConnectionWatch.PROPERTY, ConnectionWatch.PROPERTY_VALUE);
        try {
            prepare(Settings.from(System.getenv(), System.getProperty("user.home")), applicationStopped);
        } catch (StartFailure failure) {
            explain(failure);
            System.exit(1);
        }
        if (liveReload()) {
            Quarkus.run(arguments);
            return;
        }
        Quarkus.run(null, (exitCode, failure) -> end(exitCode, failure, applicationStopped), arguments);
    }

    private static void end(int exitCode, Throwable failure, CountDownLatch applicationStopped) {
        if (failure != null) {
            startFailure(failure).ifPresentOrElse(Main::explain, () -> explain(failure));
        }
        applicationStopped.countDown();
        System.exit(exitCode);
    }

    /** Of the database, which the application waited for. */
    private static Optional<StartFailure> startFailure(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(StartFailure.class::isInstance)
                .map(StartFailure.class::cast)
                .findFirst();
    }

    private static void explain(StartFailure failure) {
        System.err.println("Banyan did not start. " + failure.getMessage());
    }

    /** With an exit handler of one's own, Quarkus leaves this to it. The sentence comes last, where people look. */
    private static void explain(Throwable failure) {
        failure.printStackTrace();
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof FlywayValidateException)) {
            cause = cause.getCause();
        }
        System.err.println("Banyan did not start. "
                + (cause instanceof FlywayValidateException
                        ? "The database was made by another build of Banyan, which this one cannot follow: start the one"
                                + " that made it, or use another database (BANYAN_DATA or BANYAN_DATABASE_URL)."
                        : cause.getMessage()));
    }

    private static void prepare(Settings settings, CountDownLatch applicationStopped) {
        settings.stopWith().ifPresent(Main::endWith);
        listenOn(settings);
        cacheIn(settings);
        TemporaryFiles.in(Path.of(System.getProperty(CACHE)), System.getProperty(PORT));
        if (System.getProperty(DATABASE) != null && System.getProperty(EMBEDDED) == null) {
            return;
        }
        DatabaseAddress address =
                settings.database().orElseGet(() -> startDatabase(settings.data(), applicationStopped));
        settings.database().flatMap(DatabaseAccounts::requireUsable).ifPresent(System.err::println);
        address.asProperties().forEach(System::setProperty);
    }

    /** Several replicas on one machine listen on different ports, so by default each has a directory of its own. */
    private static void cacheIn(Settings settings) {
        Path directory = settings.cache()
                .orElseGet(() -> settings.data().resolve("cache").resolve(System.getProperty(PORT)));
        System.getProperties().putIfAbsent(CACHE, directory.toString());
    }

    private static void listenOn(Settings settings) {
        if (System.getProperty(PORT) == null && System.getProperty(HOST) == null) {
            requireFree(new InetSocketAddress(settings.host(), settings.port()));
        }
        System.getProperties().putIfAbsent(HOST, settings.host());
        System.getProperties().putIfAbsent(PORT, String.valueOf(settings.port()));
    }

    /** Before the database starts, so that a second server says at once what is wrong. */
    private static void requireFree(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new StartFailure("BANYAN_HOST is no address of this machine: " + address.getHostString() + ".");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
        } catch (IOException taken) {
            throw new StartFailure(
                    "Port " + address.getPort() + " on " + address.getHostString() + " cannot be used ("
                            + taken.getMessage() + "): stop what uses it, or set BANYAN_PORT to another port.",
                    taken);
        }
    }

    private static DatabaseAddress startDatabase(Path data, CountDownLatch applicationStopped) {
        EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.open(data));
        OwnDatabase.starts(database::await);
        if (System.getProperty(EMBEDDED) == null) {
            System.err.println("Banyan keeps its data in " + data + ".");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, applicationStopped)));
        }
        System.setProperty(EMBEDDED, "true");
        return database.address();
    }

    /**
     * All shutdown hooks run at once, Quarkus' own among them: so this one waits until the application has let go of
     * its connections.
     */
    private static void stop(EmbeddedDatabase database, CountDownLatch applicationStopped) {
        try {
            applicationStopped.await(liveReload() ? 0 : APPLICATION_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        database.stop();
    }

    private static void endWith(long processId) {
        ProcessHandle.of(processId)
                .orElseThrow(() -> new StartFailure("The process of BANYAN_STOP_WITH_PID has ended already."))
                .onExit()
                .thenRun(() -> System.exit(0));
    }

    /** In dev mode main runs again at each reload, and Quarkus must be left to handle its exit there. */
    private static boolean liveReload() {
        return Main.class.getClassLoader().getClass().getName().endsWith(".QuarkusClassLoader");
    }
}
