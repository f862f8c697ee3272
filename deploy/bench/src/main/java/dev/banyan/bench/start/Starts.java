package dev.banyan.bench.start;

import dev.banyan.harness.Ports;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import dev.banyan.harness.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Starts the server with its embedded PostgreSQL, looks at it and stops it again. The database stays for the next start. */
record Starts(Path jar, Path work, List<String> javaOptions) {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    /** Which is how exactly a start is measured. */
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** What is only loaded for the start may be gone by then, and what follows a start has been done. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    Measured once() {
        Path data = work.resolve("data").toAbsolutePath();
        ServerProcess.Start start = new ServerProcess.Start(
                jar, Ports.free(), work.resolve("server.log"), javaOptions, Map.of("BANYAN_DATA", data.toString()));
        long begun = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(start)) {
            Waiting.until("the server is ready (see " + work + ")", LONGEST, PAUSE, () -> ready(server));
            long nanos = System.nanoTime() - begun;
            ProcessHandle jvm = ProcessHandle.of(server.child().pid()).orElseThrow();
            Duration cpu = jvm.info().totalCpuDuration().orElse(Duration.ZERO);
            LockSupport.parkNanos(SETTLED.toNanos());
            return new Measured(
                    nanos / 1e9,
                    cpu.toMillis() / 1e3,
                    Memory.resident(jvm),
                    Memory.proportional(Memory.postgres(data)));
        }
    }

    private static boolean ready(ServerProcess server) {
        if (!server.child().alive()) {
            throw new RunFailure(server.child().farewell());
        }
        return server.status("/q/health/ready") == 200;
    }
}
