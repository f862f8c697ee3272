package dev.banyan.bench.delivery;

import dev.banyan.bench.delivery.load.LoadMain;
import java.nio.file.Path;
import java.util.List;

/** The same request over and over, from a process of its own: what a server answers per second. */
record SnapshotRun(Path logs, int millis, Measured measured) {
    private static final int CONNECTIONS = 48;
    private static final int WARM_UP_MILLIS = 2_000;

    /** @param headers each with its line end */
    void measure(String name, int port, String path, int status, String headers) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n";
        List<String> words = List.of(
                String.valueOf(port),
                String.valueOf(CONNECTIONS),
                String.valueOf(WARM_UP_MILLIS),
                String.valueOf(millis),
                String.valueOf(status));
        try (Tool load = Tool.start(
                "The load", LoadMain.class, logs.resolve("load.log"), List.of("-Xmx256m", "-XX:+UseSerialGC"), words)) {
            Answer found = load.askAtLast(request);
            measured.put(name + ".perSecond", found.number("perSecond"));
            measured.put(name + ".p50.ms", found.millis("p50"));
            measured.put(name + ".p99.ms", found.millis("p99"));
            measured.put(name + ".bytes", found.number("bytes"));
        }
    }
}
