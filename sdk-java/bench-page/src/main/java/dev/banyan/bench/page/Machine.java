package dev.banyan.bench.page;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were taken on. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    public static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %.0f GB, %s %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memory() / 1e9,
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    /**
     * Which part of the processors others keep busy, 0 to 1: over one second, in which we do nothing. The load of the last minute would be
     * our own build's.
     */
    public static double load() throws InterruptedException {
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system)) {
            return 0;
        }
        system.getCpuLoad();
        Thread.sleep(1_000);
        return Math.max(0, system.getCpuLoad());
    }

    /** Its name where the system tells, or else its architecture. */
    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static double memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
