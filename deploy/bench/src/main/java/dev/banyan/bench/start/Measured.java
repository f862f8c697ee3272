package dev.banyan.bench.start;

import java.util.Locale;

/**
 * One start.
 *
 * @param cpuSeconds of all threads until it was ready: what other work on the machine changes least
 * @param postgresMegabytes of all its processes, shared pages counted once; 0 where the system does not say
 */
record Measured(double seconds, double cpuSeconds, double jvmMegabytes, double postgresMegabytes) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f s, %.1f s of processor time, JVM %.0f MB, PostgreSQL %.0f MB",
                seconds,
                cpuSeconds,
                jvmMegabytes,
                postgresMegabytes);
    }
}
