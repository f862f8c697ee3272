package dev.banyan.server.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's own programs. PostgreSQL refuses to run as root; there it runs in a user namespace, where it sees
 * itself as nobody while its files stay root's.
 */
final class PostgresProgram {

    private final Path binaries;
    private final List<String> prefix;

    private PostgresProgram(Path binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    static PostgresProgram in(Path binaries) {
        if (!run(List.of("id", "-u")).output().strip().equals("0")) {
            return new PostgresProgram(binaries, List.of());
        }
        if (run(List.of("unshare", "-U", "true")).exitCode() == 0) {
            return new PostgresProgram(binaries, List.of("unshare", "-U"));
        }
        throw new StartFailure("PostgreSQL does not run as root, and this machine forbids user namespaces:"
                + " start Banyan as an ordinary user, or set BANYAN_DATABASE_URL to use a PostgreSQL of your own.");
    }

    Result run(String program, List<String> arguments, List<String> moreArguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        command.addAll(moreArguments);
        return run(command);
    }

    private static Result run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // One language for messages that we look into, whatever the machine speaks.
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException failed) {
            return new Result(-1, failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    record Result(int exitCode, String output) {

        boolean failed() {
            return exitCode != 0;
        }

        String lastLine() {
            List<String> lines = output.strip().lines().toList();
            return lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
        }
    }
}
