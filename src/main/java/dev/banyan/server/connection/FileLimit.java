package dev.banyan.server.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntSupplier;

/** How many connections the process can bear beside all else that it has open: databases, files, other replicas. */
final class FileLimit {
    /** For what opens later, and for connections that are on their way to be closed. */
    private static final int RESERVE = 64;
    /** Counting them is a walk through a directory. */
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final IntSupplier connections;
    private volatile long countedAt;
    private volatile long others;

    FileLimit(IntSupplier connections) {
        this.connections = connections;
        this.countedAt = System.nanoTime() - FRESH;
    }

    /** Where the system does not say, there is none. */
    int mostConnections() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Integer.MAX_VALUE;
        }
        long now = System.nanoTime();
        if (now - countedAt >= FRESH) {
            countedAt = now;
            others = Math.max(0, system.getOpenFileDescriptorCount() - connections.getAsInt());
        }
        long most = system.getMaxFileDescriptorCount() - others - RESERVE;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, most));
    }
}
