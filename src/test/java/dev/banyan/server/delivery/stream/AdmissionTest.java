package dev.banyan.server.delivery.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final SdkKeyScope ONE = new SdkKeyScope(1, 1);
    private static final SdkKeyScope OTHER = new SdkKeyScope(1, 2);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final Admission admission = new Admission(
            config(Map.of(
                    "banyan.delivery.max-streams", "3",
                    "banyan.delivery.max-streams-per-key", "2",
                    "banyan.delivery.snapshot-rate", "5",
                    "banyan.delivery.snapshot-rate-per-key", "4")),
            new DeliveryMetrics(metrics),
            new Random(1),
            nanos::get);

    @Test
    void one_key_cannot_take_all_streams() {
        admission.enter(ONE);
        admission.enter(ONE);

        assertRefused(429, () -> admission.enter(ONE));
        admission.enter(OTHER);
        assertRefused(503, () -> admission.enter(OTHER));

        assertThat(admission.streams()).isEqualTo(3);
        assertThat(refusedStreams("key")).isEqualTo(1);
        assertThat(refusedStreams("replica")).isEqualTo(1);
    }

    @Test
    void who_leaves_makes_room() {
        admission.enter(ONE);
        admission.enter(ONE);
        admission.left(ONE);
        admission.enter(ONE);

        assertThat(admission.streams()).isEqualTo(2);
    }

    @Test
    void nobody_enters_a_replica_that_is_about_to_stop() {
        admission.drain();

        assertRefused(503, () -> admission.enter(ONE));
        assertThat(refusedStreams("draining")).isEqualTo(1);
    }

    @Test
    void snapshots_are_so_many_per_second_for_a_key_and_in_all() {
        for (int i = 0; i < 4; i++) {
            admission.snapshot(ONE);
        }
        assertRefused(429, () -> admission.snapshot(ONE));
        admission.snapshot(OTHER);
        assertRefused(503, () -> admission.snapshot(OTHER));

        nanos.addAndGet(Duration.ofMillis(250).toNanos());

        admission.snapshot(ONE);
        assertRefused(429, () -> admission.snapshot(ONE));
    }

    @Test
    void a_pause_is_worth_a_second_and_no_more() {
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        for (int i = 0; i < 4; i++) {
            admission.snapshot(ONE);
        }
        assertRefused(429, () -> admission.snapshot(ONE));
    }

    private static void assertRefused(int status, Runnable request) {
        Problem problem = catchThrowableOfType(Problem.class, request::run);
        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    private double refusedStreams(String reason) {
        return metrics.counter("banyan.streams.refused", "reason", reason).count();
    }

    private static DeliveryConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(DeliveryConfig.class)
                .withDefaultValue("banyan.delivery.drain", "0S")
                .withDefaultValues(values)
                .build()
                .getConfigMapping(DeliveryConfig.class);
    }
}
