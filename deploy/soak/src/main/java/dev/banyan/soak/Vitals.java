package dev.banyan.soak;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process takes of the machine. */
record Vitals(double heapMegabytes, double residentMegabytes, double threads, double files) {
    private static final Pattern USED = Pattern.compile("(?:heap|total|generation) .*?used (\\d+)K");
    private static final double KILO = 1024;

    /** After a collection, which this asks for. */
    static Vitals of(long pid, Path directory) {
        try {
            return new Vitals(
                    heap(pid, directory) / KILO, status(pid, "VmRSS") / KILO, status(pid, "Threads"), files(pid));
        } catch (IOException unreadable) {
            throw new RunFailure("The process " + pid + " cannot be looked at: " + unreadable.getMessage(), unreadable);
        }
    }

    private static double heap(long pid, Path directory) throws IOException {
        Path script = directory.resolve("heap.jcmd");
        Files.writeString(script, "GC.run\nGC.heap_info\n");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process jcmd = new ProcessBuilder(tool.toString(), "-J-Xmx32m", String.valueOf(pid), "-f", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher used = USED.matcher(output);
        double kilobytes = 0;
        boolean found = false;
        while (used.find()) {
            found = true;
            kilobytes += Double.parseDouble(used.group(1));
        }
        if (!found) {
            throw new IOException(output);
        }
        return kilobytes;
    }

    private static double status(long pid, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchFileException("no " + name + " of " + pid));
        }
    }

    private static double files(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return open.count();
        }
    }
}
