package dev.banyan.server.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A PostgreSQL that the server brings along and runs beside itself, durable (fsync and synchronous commit stay on) and
 * reachable over the loopback address with a password only.
 *
 * <p>It is a process of its own: when the server is killed it lives on, and the next start re-attaches to it. When both
 * were killed, PostgreSQL recovers by itself as it starts.
 */
final class EmbeddedDatabase {

    private final DataDirectory directory;
    private final PostgresCluster cluster;
    private final DatabaseAccounts accounts;

    private EmbeddedDatabase(DataDirectory directory, PostgresCluster cluster, DatabaseAccounts accounts) {
        this.directory = directory;
        this.cluster = cluster;
        this.accounts = accounts;
    }

    static EmbeddedDatabase start(DataDirectory directory) {
        return start(directory, directory.resolve("postgres-programs"));
    }

    static EmbeddedDatabase start(DataDirectory directory, Path programs) {
        PostgresProgram program = PostgresProgram.in(PostgresBinaries.unpack(programs));
        PostgresCluster cluster = new PostgresCluster(program, directory.resolve("postgres"));
        String superuserPassword = directory.secret("postgres-superuser-password");
        String password = directory.secret("postgres-password");
        if (cluster.isMissing()) {
            cluster.create(DatabaseAccounts.SUPERUSER, directory.resolve("postgres-superuser-password"));
        }
        cluster.requireOurVersion();
        OptionalInt running = cluster.portIfRunning();
        DatabaseAccounts accounts = new DatabaseAccounts(running.orElse(0), superuserPassword, password);
        if (running.isEmpty() || !accounts.reachable()) {
            accounts = new DatabaseAccounts(freePort(), superuserPassword, password);
            cluster.launch(accounts.port(), directory.resolve("postgres-start.log"));
        }
        accounts.ensureApplication();
        return new EmbeddedDatabase(directory, cluster, accounts);
    }

    DatabaseAddress address() {
        return accounts.application();
    }

    /** Lets open transactions roll back; what was committed is on disk already. */
    void stop() {
        cluster.stop();
        directory.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new StartFailure("No free port for the embedded PostgreSQL: " + failed.getMessage() + ".", failed);
        }
    }
}
