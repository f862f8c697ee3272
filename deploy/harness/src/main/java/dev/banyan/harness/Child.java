package dev.banyan.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java program that runs beside this one, with its output in a file of its own, and ends with it. */
public final class Child {

    /** A terminal sends Ctrl-C to all processes at once; the children leave it to their parent, which ends them in order. */
    private static final List<String> LEAVE_CTRL_C_TO_THE_PARENT =
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

    public static Child start(String name, Path log, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(LEAVE_CTRL_C_TO_THE_PARENT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // What runs here must not reach for the database of a real installation that the shell happens to know.
        MINE.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        builder.environment()
                .put(Lifeline.VARIABLE, String.valueOf(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(log.getParent());
            return new Child(name, log, builder.start());
        } catch (IOException failed) {
            throw new RunFailure(name + " cannot be started: " + failed.getMessage() + ".", failed);
        }
    }

    public String name() {
        return name;
    }

    public boolean alive() {
        return process.isAlive();
    }

    public CompletableFuture<Child> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** What it last said, for the one who wonders why it ended. */
    public String farewell() {
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

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9}: it hears nothing of it. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** It stays there and does nothing, as a machine that is starved or a process in a debugger. */
    public void freeze() {
        // Whoever stands still does not notice that its parent has ended.
        Runtime.getRuntime().addShutdownHook(new Thread(this::thawIfAlive));
        Signals.send("STOP", pid());
    }

    public void thaw() {
        Signals.send("CONT", pid());
    }

    private void thawIfAlive() {
        if (process.isAlive()) {
            thaw();
        }
    }

    /** Asks it to end and waits; ends it by force when it does not. */
    public void stop(long patienceSeconds) {
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
