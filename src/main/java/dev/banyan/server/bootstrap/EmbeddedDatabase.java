package dev.banyan.server.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A PostgreSQL that the server brings along and runs beside itself, durable (fsync and synchronous commit stay on) and
 * reachable over the loopback address with a password only.
 *
 * <p>It is a process of its own: when the server is killed it lives on, and the next start re-attaches to it. When both
 * were killed, PostgreSQL recovers by itself as it starts.
 */
final class EmbeddedDatabase {

    private final DataDirectory directory;
    private final DatabaseAccounts accounts;
    private final CompletableFuture<PostgresCluster> started;

    private EmbeddedDatabase(
            DataDirectory directory, DatabaseAccounts accounts, CompletableFuture<PostgresCluster> started) {
        this.directory = directory;
        this.accounts = accounts;
        this.started = started;
    }

    static EmbeddedDatabase start(DataDirectory directory) {
        return start(directory, directory.resolve("postgres-programs"));
    }

    /** Its address is known at once; it may only be used after {@link #await}, since it starts while the application does. */
    static EmbeddedDatabase start(DataDirectory directory, Path programs) {
        DatabaseAccounts accounts = new DatabaseAccounts(
                0, directory.secret("postgres-superuser-password"), directory.secret("postgres-password"));
        if (PostgresCluster.mayBeRunning(directory.resolve("postgres"))) {
            return reattach(directory, programs, accounts);
        }
        DatabaseAccounts atFreePort = accounts.at(freePort());
        return new EmbeddedDatabase(
                directory,
                atFreePort,
                CompletableFuture.supplyAsync(
                        () -> launch(directory, cluster(directory, programs), atFreePort),
                        task -> new Thread(task, "banyan-embedded-database").start()));
    }

    private static EmbeddedDatabase reattach(DataDirectory directory, Path programs, DatabaseAccounts unknownPort) {
        PostgresCluster cluster = cluster(directory, programs);
        OptionalInt running = cluster.portIfRunning();
        DatabaseAccounts accounts = unknownPort.at(running.orElse(0));
        if (running.isPresent() && accounts.reachable()) {
            accounts.ensureApplication();
        } else {
            accounts = accounts.at(freePort());
            launch(directory, cluster, accounts);
        }
        return new EmbeddedDatabase(directory, accounts, CompletableFuture.completedFuture(cluster));
    }

    private static PostgresCluster cluster(DataDirectory directory, Path programs) {
        PostgresProgram program = PostgresProgram.in(PostgresBinaries.unpack(programs));
        PostgresCluster cluster = new PostgresCluster(program, directory.resolve("postgres"));
        if (cluster.isMissing()) {
            cluster.create(DatabaseAccounts.SUPERUSER, directory.resolve("postgres-superuser-password"));
        }
        cluster.requireOurVersion();
        return cluster;
    }

    private static PostgresCluster launch(DataDirectory directory, PostgresCluster cluster, DatabaseAccounts accounts) {
        cluster.launch(accounts.port(), directory.resolve("postgres-start.log"));
        accounts.ensureApplication();
        return cluster;
    }

    DatabaseAddress address() {
        return accounts.application();
    }

    /** Returns when it takes connections, and fails with what to do when it never will. */
    void await() {
        try {
            started.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StartFailure known ? known : failed;
        }
    }

    /** Lets open transactions roll back; what was committed is on disk already. */
    void stop() {
        started.handle((cluster, failed) -> cluster)
                .thenAccept(EmbeddedDatabase::stop)
                .join();
        directory.close();
    }

    private static void stop(PostgresCluster cluster) {
        if (cluster != null) {
            cluster.stop();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new StartFailure("No free port for the embedded PostgreSQL: " + failed.getMessage() + ".", failed);
        }
    }
}
