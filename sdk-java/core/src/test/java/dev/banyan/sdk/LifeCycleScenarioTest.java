package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a client begins and ends, on threads, in JVMs and for users of which not everything can be expected. */
@Timeout(120)
class LifeCycleScenarioTest extends Scenario {
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    @BeforeEach
    void publish() {
        server.publish(TestRuleset.at(1).with("orders.get", 500_000));
    }

    @Test
    void closing_on_an_interrupted_thread_loses_nothing_and_keeps_the_interrupt() throws IOException {
        server.start();
        Banyan banyan = client(builder(Duration.ofSeconds(2), Duration.ofMinutes(10)));
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        for (int i = 0; i < 1_000; i++) {
            Decision decision = orders.decide(ANA);
            orders.record(decision, Operation.CALL, 1_000, Outcome.SUCCESS);
            orders.secondWriteFailed(decision, "order " + i, null);
        }

        Thread.currentThread().interrupt();
        banyan.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(callsSent()).isEqualTo(1_000);
        assertThat(Files.readAllLines(file(".writes")).toString()).contains("order 0", "order 999");
        assertThat(file(".ruleset")).isNotEmptyFile();
    }

    @Test
    void a_client_that_is_built_on_an_interrupted_thread_finds_what_is_on_disk() throws IOException {
        server.start();
        Banyan earlier = client();
        eventually(earlier, 1);
        earlier.route("orders.get").secondWriteFailed(null, "o-1", null);
        earlier.close();
        server.die();

        Thread.currentThread().interrupt();
        Banyan banyan = client();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(banyan.status().source()).isEqualTo(Source.FILE);
        assertThat(banyan.backlog("orders.get").entries()).isEqualTo(1);
        assertThat(banyan.status().counters().cacheFaults()).isZero();
    }

    @Test
    void waiting_for_the_first_rules_ends_when_the_client_is_closed() throws Exception {
        Banyan banyan = client();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> banyan.awaitReady(FOR_EVER));
        Thread thread = new Thread(waiting);
        thread.start();
        eventually("waiting", () -> thread.getState() == Thread.State.TIMED_WAITING);

        banyan.close();

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(banyan.awaitReady(FOR_EVER)).isFalse();
    }

    @Test
    void waiting_takes_any_duration() throws IOException {
        Banyan banyan = client();
        assertThat(banyan.awaitReady(null)).isFalse();
        assertThat(banyan.awaitReady(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(banyan.awaitReady(Duration.ofNanos(1))).isFalse();
        server.start();
        assertThat(banyan.awaitReady(FOR_EVER)).isTrue();
        assertThat(banyan.awaitReady(null)).isTrue();
        banyan.close();
        assertThat(banyan.awaitReady(FOR_EVER)).as("there were rules").isTrue();
    }

    @Test
    void decisions_of_a_closed_client_say_that_they_may_be_out_of_date() throws IOException {
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        eventually("fresh", () -> banyan.route("orders.get").decide(ANA).reason() == Reason.SPLIT);

        banyan.close();

        assertThat(banyan.route("orders.get").decide(ANA).reason()).isEqualTo(Reason.STALE);
        assertThat(banyan.route("orders.get").explain(ANA).decision().reason()).isEqualTo(Reason.STALE);
    }

    @Test
    void a_user_without_a_home_gets_no_directory_called_question_mark() throws IOException {
        server.start();
        platform.surroundings.put("user.home", "?");
        Banyan banyan = client(withoutDirectory());
        eventually(banyan, 1);
        banyan.close();

        assertThat(Path.of("?")).doesNotExist();
        assertThat(banyan.status().counters().cacheFaults()).isZero();
    }

    @Test
    void the_home_of_such_a_user_is_what_the_environment_calls_home() throws IOException {
        server.start();
        platform.surroundings.put("user.home", "?");
        platform.surroundings.put("HOME", cache.toString());
        Banyan banyan = client(withoutDirectory());
        eventually(banyan, 1);
        banyan.close();

        try (Stream<Path> files = Files.list(cache.resolve(".banyan/cache"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** The whole JDK has a module for logging; an image made with jlink need not. */
    @Test
    void a_jvm_with_nothing_but_its_base_module_is_enough() throws Exception {
        server.start();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules=java.base",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareJvm.class.getName(),
                        server.url(),
                        cache.toString())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said)
                    .contains("module java.logging: false", "revision 1", "INFO dev.banyan.sdk: Banyan starts")
                    .contains("[banyan-poll-1, banyan-send-1, banyan-stream-1]");
            assertThat(jvm.exitValue()).isZero();
        } finally {
            jvm.destroyForcibly();
        }
    }

    private long callsSent() {
        return server.requests(TestControlPlane.TELEMETRY).stream()
                .map(request -> (Map<?, ?>) Json.read(request.body().getBytes(StandardCharsets.UTF_8)))
                .flatMap(batch -> ((List<?>) batch.get("outcomes")).stream())
                .mapToLong(row -> (Long) ((Map<?, ?>) row).get("calls"))
                .sum();
    }

    private Path file(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(path -> path.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
