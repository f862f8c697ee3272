package dev.banyan.server.it;

import dev.banyan.server.testing.DatabaseLogin;
import dev.banyan.server.testing.Programs;
import dev.banyan.server.testing.TestPorts;
import dev.banyan.server.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real PgBouncer before PostgreSQL, as docs/operations.md sets it up, and as it should not be. */
final class PgBouncer implements AutoCloseable {
    private static final String SETTINGS = """
            [databases]
            banyan = host=127.0.0.1 port=%1$s dbname=postgres pool_mode=session pool_size=25
            wrong = host=127.0.0.1 port=%1$s dbname=postgres pool_mode=transaction
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %2$d
            auth_type = scram-sha-256
            auth_file = %3$s/users.txt
            ignore_startup_parameters = extra_float_digits
            unix_socket_dir =
            """;

    private final Process process;
    private final int port;
    private final String password;

    private PgBouncer(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    static PgBouncer before(TestPostgres database, Path directory) throws IOException {
        int port = TestPorts.free();
        String behind = database.url().replaceAll(".*://[^/]*:(\\d+)/.*", "$1");
        Path settings =
                Files.writeString(directory.resolve("pgbouncer.ini"), SETTINGS.formatted(behind, port, directory));
        Files.writeString(
                directory.resolve("users.txt"), "\"%s\" \"%s\"%n".formatted(TestPostgres.USER, database.password()));
        List<String> command = new ArrayList<>(List.of(Programs.require("pgbouncer")));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to be root, and whom it becomes must be able to read its files.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start();
        return new PgBouncer(process, port, database.password());
    }

    /** A connection of one's own for as long as one wants it. */
    DatabaseLogin bySession() {
        return login("banyan");
    }

    /** Another connection for each transaction. */
    DatabaseLogin byTransaction() {
        return login("wrong?prepareThreshold=0");
    }

    private DatabaseLogin login(String name) {
        return new DatabaseLogin() {
            @Override
            public String url() {
                return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
            }

            @Override
            public String password() {
                return password;
            }
        };
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
