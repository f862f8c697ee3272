package dev.banyan.server.guard.prometheus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which Prometheus server guardrails ask, and how often. It is the operator who says so, never a user. */
@ConfigMapping(prefix = "banyan.guard.prometheus")
public interface PrometheusConfig {

    /** {@code BANYAN_GUARD_PROMETHEUS_URL}: what {@code /api/v1/query} is appended to, a path before it included. */
    Optional<
                    @Pattern(
                            regexp = "https?://[^\\s?#@]+",
                            message = "must be http(s)://host:port or with a path, without user and password")
                    String>
            url();

    /** Sent as {@code Authorization: Bearer …}. */
    Optional<@Pattern(regexp = "\\S+", message = "must be one word") String> bearerToken();

    /** Sent as {@code Authorization: Basic …}; instead of a token. */
    Optional<Login> login();

    interface Login {
        @Pattern(regexp = "[^:]+", message = "must not hold a colon")
        String user();

        @NotBlank
        String password();
    }

    /** Between two looks of one guardrail. */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration interval();

    /** For one answer, all of it. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 10)
    Duration timeout();

    /** Queries that one replica has under way at a time. */
    @WithDefault("4")
    @Min(1)
    @Max(16)
    int concurrency();
}
