package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.Percentiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The swarm in a process of its own. It is told what to do line by line, answers each with lines of a name and a figure and then
 * {@code end}, and ends when whoever told it is gone.
 */
public final class SwarmMain {
    private static final int POOL_CONNECTIONS = 1_000;
    private static final int CONNECTING_AT_A_TIME = 200;
    private static final long ASK_AGAIN_MILLIS = 20;

    private final Swarm swarm = new Swarm(POOL_CONNECTIONS);

    private SwarmMain() {}

    /** Reads orders from its input. */
    public static void main(String[] arguments) throws Exception {
        SwarmMain main = new SwarmMain();
        Thread thread = new Thread(main.swarm, "swarm");
        thread.setUncaughtExceptionHandler((dead, why) -> {
            why.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        thread.start();
        main.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        Runtime.getRuntime().halt(0);
    }

    private void obey(BufferedReader orders) throws IOException, InterruptedException {
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            obey(List.of(line.split(" ")), answer);
            StringBuilder text = new StringBuilder();
            answer.forEach(
                    (name, value) -> text.append(name).append(' ').append(value).append('\n'));
            System.out.print(text.append("end\n"));
            System.out.flush();
        }
    }

    private void obey(List<String> words, Map<String, Object> answer) throws InterruptedException {
        switch (words.get(0)) {
            case "connect" -> connect(words, answer);
            case "watch" ->
                swarm.ask(all -> {
                    all.times().watch(Long.parseLong(words.get(1)));
                    return null;
                });
            case "times" -> times(Long.parseLong(words.get(1)), Long.parseLong(words.get(2)), answer);
            case "forget" ->
                swarm.ask(all -> {
                    all.counts().forgetEvents();
                    return null;
                });
            case "back" -> back(Long.parseLong(words.get(1)), Long.parseLong(words.get(2)), answer);
            case "close" ->
                swarm.ask(all -> {
                    all.closeAll();
                    return null;
                });
            default -> answer.put("error", "there is no order " + words.get(0));
        }
    }

    /** connect clients checkEvery timeoutMillis sdkKey port… */
    private void connect(List<String> words, Map<String, Object> answer) throws InterruptedException {
        int clients = Integer.parseInt(words.get(1));
        List<Target> targets = words.subList(5, words.size()).stream()
                .map(port -> new Target(Integer.parseInt(port), words.get(4)))
                .toList();
        long started = System.nanoTime();
        long deadline = started + Long.parseLong(words.get(3)) * 1_000_000;
        swarm.ask(all -> {
            all.make(clients, targets, Integer.parseInt(words.get(2)));
            return null;
        });
        int there = 0;
        while (there < clients && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
            there = swarm.ask(all -> {
                all.connectSome(CONNECTING_AT_A_TIME);
                return all.counts().there();
            });
        }
        answer.put("there", there);
        answer.put("nanos", System.nanoTime() - started);
        troubles(answer);
    }

    private void times(long startNanos, long timeoutMillis, Map<String, Object> answer) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        while (!swarm.ask(all -> all.times().complete(all.size())) && System.nanoTime() - deadline < 0) {
            Thread.sleep(ASK_AGAIN_MILLIS);
        }
        swarm.ask(all -> {
            Times times = all.times();
            Report.percentiles("applied", times.appliedAfter(startNanos), answer);
            Report.percentiles("acknowledged", times.acknowledgedAfter(startNanos), answer);
            Report.percentiles("bytes", times.bytes(), answer);
            answer.put("deltas", times.deltas());
            return null;
        });
        troubles(answer);
    }

    /** When the streams were back, counted from a moment that the asker knows. */
    private void back(long startNanos, long timeoutMillis, Map<String, Object> answer) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        while (swarm.ask(all -> all.counts().there() < all.size()) && System.nanoTime() - deadline < 0) {
            Thread.sleep(ASK_AGAIN_MILLIS);
        }
        long[] back = swarm.ask(all -> all.counts().backNanos());
        Report.percentiles(
                "back",
                Percentiles.of(
                        Arrays.stream(back).map(nanos -> nanos - startNanos).filter(nanos -> nanos >= 0)),
                answer);
        answer.put("there", swarm.ask(all -> all.counts().there()));
        troubles(answer);
    }

    private void troubles(Map<String, Object> answer) {
        swarm.ask(all -> {
            answer.put("attempts.failed", all.counts().failedAttempts());
            answer.put("polls", all.counts().polls());
            answer.put("misfits", all.counts().misfits());
            answer.put("unacknowledged", all.counts().unacknowledged());
            answer.put("refusals", all.counts().refusals().replace(" ", ""));
            answer.put("checks.passed", all.checks().passed());
            answer.put("checks.failed", all.checks().failed());
            answer.put(
                    "checks.reason",
                    all.checks().lastReason().isEmpty() ? "-" : all.checks().lastReason());
            return null;
        });
    }
}
