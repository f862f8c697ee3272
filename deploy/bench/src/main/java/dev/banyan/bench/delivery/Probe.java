package dev.banyan.bench.delivery;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system and the JVM say about a process. */
record Probe(long pid) {
    private static final double TICKS_PER_SECOND = 100;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final int COLLECTIONS = 2;

    /** @param resident bytes in physical memory, @param heap live bytes */
    record Memory(double resident, double heap) {}

    /** After garbage collections, so that it is what is needed and not what has not been thrown away yet. */
    Memory memoryAfterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            jcmd("GC.run");
        }
        return new Memory(number(RESIDENT, read("status")) * 1_024, number(HEAP, jcmd("GC.heap_info")) * 1_024);
    }

    /** Processor time used so far, in seconds. */
    double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private String read(String name) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), name));
        } catch (IOException failed) {
            throw new RunFailure("The process " + pid + " cannot be looked at: " + failed.getMessage(), failed);
        }
    }

    private String jcmd(String word) {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(program, String.valueOf(pid), word)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new RunFailure("jcmd " + pid + " " + word + " failed: " + said);
            }
            return said;
        } catch (IOException failed) {
            throw new RunFailure("jcmd cannot be run: a JDK is needed, not a JRE.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }

    private static double number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new RunFailure("There is no \"" + pattern + "\" in: " + text);
        }
        return Double.parseDouble(found.group(1));
    }
}
