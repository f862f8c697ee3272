package dev.banyan.bench.delivery;

import dev.banyan.bench.delivery.swarm.SwarmMain;
import dev.banyan.harness.RunFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The swarm as the one sees it who tells it what to do. */
final class SwarmProcess implements AutoCloseable {
    /** Every so many clients looks at the whole of what it gets, with the SDK's own reader. */
    static final int CHECK_EVERY = 100;

    private static final int CONNECT_MILLIS = 120_000;

    private final Tool tool;
    private final String sdkKey;

    private SwarmProcess(Tool tool, String sdkKey) {
        this.tool = tool;
        this.sdkKey = sdkKey;
    }

    static SwarmProcess start(Path logs, String sdkKey) {
        return new SwarmProcess(
                Tool.start(
                        "The swarm",
                        SwarmMain.class,
                        logs.resolve("swarm.log"),
                        List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-Xmn128m"),
                        List.of()),
                sdkKey);
    }

    /** Returns when all of them have their streams. */
    Answer connect(int clients, List<Integer> ports, int checkEvery) {
        String all = ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
        Answer answer =
                tool.ask("connect " + clients + " " + checkEvery + " " + CONNECT_MILLIS + " " + sdkKey + " " + all);
        requireAll(clients, answer);
        return answer;
    }

    /** What follows is timed for this revision or a later one. */
    void watch(long revision) {
        tool.ask("watch " + revision);
    }

    /** Returns when all have applied it and were told that their acknowledgement was taken, or after that time. */
    Answer times(long startNanos, long timeoutMillis) {
        return tool.ask("times " + startNanos + " " + timeoutMillis);
    }

    void forget() {
        tool.ask("forget");
    }

    /** Returns when all streams are there again. */
    Answer back(int clients, long startNanos, long timeoutMillis) {
        Answer answer = tool.ask("back " + startNanos + " " + timeoutMillis);
        requireAll(clients, answer);
        return answer;
    }

    void disconnect() {
        tool.ask("close");
    }

    @Override
    public void close() {
        tool.close();
    }

    private static void requireAll(int clients, Answer answer) {
        if (answer.number("there") < clients) {
            throw new RunFailure(
                    "Of " + clients + " streams only " + answer.text("there") + " are there: " + answer.found());
        }
    }
}
