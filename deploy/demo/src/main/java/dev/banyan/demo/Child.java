package dev.banyan.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java program that the demo runs beside itself, with its output in a file of its own. */
final class Child {

    /** A terminal sends Ctrl-C to all processes at once; the children leave it to the driver, which ends them in order. */
    private static final List<String> LEAVE_CTRL_C_TO_THE_DRIVER =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final List<String> MINE = List.of(
            "BANYAN_HOST",
            "BANYAN_DATABASE_URL",
            "BANYAN_DATABASE_USER",
            "BANYAN_DATABASE_PASSWORD",
            "QUARKUS_DATASOURCE_JDBC_URL");

    private final String name;
    private final Path log;
    private final Process process;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static Child start(String name, Path log, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(LEAVE_CTRL_C_TO_THE_DRIVER);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // A demo must not reach for the database of a real installation that the shell happens to know.
        MINE.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        builder.environment()
                .put(Lifeline.VARIABLE, String.valueOf(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(log.getParent());
            return new Child(name, log, builder.start());
        } catch (IOException failed) {
            throw new DemoFailure(name + " cannot be started: " + failed.getMessage() + ".", failed);
        }
    }

    String name() {
        return name;
    }

    boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<Child> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** What it last said, for the one who wonders why it ended. */
    String farewell() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.stream()
                    .filter(line -> line.startsWith("Banyan did not start"))
                    .findFirst()
                    .orElse(name + " ended by itself (exit code " + process.exitValue() + "); its last words are in "
                            + log + ".");
        } catch (IOException unreadable) {
            return name + " ended by itself (exit code " + process.exitValue() + ").";
        }
    }

    /** Asks it to end and waits; ends it by force when it does not. */
    void stop(long patienceSeconds) {
        process.destroy();
        try {
            if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
