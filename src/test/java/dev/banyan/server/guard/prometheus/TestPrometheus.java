package dev.banyan.server.guard.prometheus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** Asks where a test says, once a second. */
public record TestPrometheus(
        Optional<String> url, Optional<String> bearerToken, Optional<Login> login, Duration timeout)
        implements PrometheusConfig {

    public static Prometheus at(String url) {
        return new TestPrometheus(Optional.of(url), Optional.empty(), Optional.empty(), Duration.ofSeconds(2)).client();
    }

    Prometheus client() {
        return new Prometheus(this, new SimpleMeterRegistry());
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int concurrency() {
        return 2;
    }
}
