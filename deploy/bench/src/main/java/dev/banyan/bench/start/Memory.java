package dev.banyan.bench.start;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes hold in memory, in megabytes. */
final class Memory {
    private static final double KILOBYTES = 1_024;

    private Memory() {}

    /** Archives of classes that are mapped from a file count, though other processes may share them. */
    static double resident(ProcessHandle process) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
            return Long.parseLong(new String(ps.getInputStream().readAllBytes()).strip()) / KILOBYTES;
        } catch (IOException | NumberFormatException failed) {
            throw new RunFailure("The memory of process " + process.pid() + " cannot be read: " + failed + ".", failed);
        }
    }

    /** The postmaster, which is no child of the server, and its children. */
    static Stream<ProcessHandle> postgres(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve("postgres/postmaster.pid"))) {
            ProcessHandle postmaster = ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.children());
        } catch (IOException failed) {
            throw new RunFailure("PostgreSQL does not run in " + data + ".", failed);
        }
    }

    /** A page that several processes share is counted once, in parts. */
    static double proportional(Stream<ProcessHandle> processes) {
        return processes.mapToDouble(Memory::proportional).sum();
    }

    private static double proportional(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / KILOBYTES;
        } catch (IOException endedOrUnknownHere) {
            return 0;
        }
    }
}
