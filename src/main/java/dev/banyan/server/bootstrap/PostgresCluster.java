package dev.banyan.server.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One PostgreSQL data directory ("cluster" in PostgreSQL's words): makes it, starts and stops the server on it. */
record PostgresCluster(PostgresProgram program, Path path) {

    private static final String DURABLE_AND_LOCAL = String.join(
            " ",
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=",
            "-c fsync=on",
            "-c synchronous_commit=on",
            "-c full_page_writes=on",
            "-c logging_collector=on",
            "-c log_filename=postgres-%a.log",
            "-c log_truncate_on_rotation=on");

    /** PostgreSQL takes its pid file away when it stops in order: without one, nothing of an earlier run is left. */
    static boolean mayBeRunning(Path path) {
        return Files.exists(path.resolve("postmaster.pid"));
    }

    boolean isMissing() {
        return !Files.exists(path);
    }

    /** A crash in the middle leaves the unfinished directory behind, which the next start throws away. */
    void create(String superuser, Path passwordFile) {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        deleteTree(unfinished);
        // The built-in locale sorts alike on every machine, so that a data directory can move between them.
        List<String> locale =
                List.of("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
        PostgresProgram.Result result = program.run(
                "initdb",
                locale,
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + superuser,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256"));
        if (result.failed()) {
            throw new StartFailure(
                    "PostgreSQL cannot create its files in " + unfinished + ": " + result.lastLine() + ".");
        }
        move(unfinished, path);
    }

    void launch(int port, Path log) {
        PostgresProgram.Result result =
                control("start", "-l", log.toString(), "-t", "240", "-o", "-p " + port + " " + DURABLE_AND_LOCAL);
        if (result.failed()) {
            throw new StartFailure("The embedded PostgreSQL did not start: " + result.lastLine() + " (see " + log
                    + " and " + path.resolve("log") + ").");
        }
    }

    void stop() {
        control("stop", "-m", "fast", "-t", "30");
    }

    void requireOurVersion() {
        String made = read(path.resolve("PG_VERSION")).strip();
        String ours = program.run("postgres", List.of(), List.of("--version"))
                .output()
                .replaceAll("\\D*(\\d+)[\\s\\S]*", "$1");
        if (!made.equals(ours)) {
            throw new StartFailure("The data in " + path + " was made by PostgreSQL " + made
                    + ", and this Banyan brings PostgreSQL " + ours
                    + ": dump it with the Banyan release that made it, or set BANYAN_DATA to a new directory.");
        }
    }

    /** Line 4 of PostgreSQL's own pid file is the port that it listens on. */
    OptionalInt portIfRunning() {
        if (control("status").failed()) {
            return OptionalInt.empty();
        }
        List<String> lines = read(path.resolve("postmaster.pid")).lines().toList();
        return lines.size() < 4
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(lines.get(3).strip()));
    }

    private PostgresProgram.Result control(String action, String... options) {
        return program.run("pg_ctl", List.of(action, "-w", "-D", path.toString()), List.of(options));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new StartFailure(
                    "The file " + file + " cannot be read (" + failed.getClass().getSimpleName()
                            + "): start Banyan as the user who owns it, or restore it from a backup.",
                    failed);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new StartFailure("The directory " + from + " cannot be renamed to " + to + ": " + failed, failed);
        }
    }

    private static void deleteTree(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new StartFailure("The directory " + directory + " cannot be deleted: " + failed + ".", failed);
        }
    }
}
