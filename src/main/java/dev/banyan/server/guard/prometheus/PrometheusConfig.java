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

/**
 * The Prometheus server that guardrails may ask. Only the operator can set it, never a user.
 *
 * @see <a href="operations.md#asking-prometheus">Asking Prometheus</a>
 */
@ConfigMapping(prefix = "banyan.guard.prometheus")
public interface PrometheusConfig {

    /** Its address, {@code http(s)://host:port} with or without a path, and without user and password. {@code /api/v1/query} is appended. */
    Optional<
                    @Pattern(
                            regexp = "https?://[^\\s?#@]+",
                            message = "must be http(s)://host:port or with a path, without user and password")
                    String>
            url();

    /** Sent as {@code Authorization: Bearer …}. */
    Optional<@Pattern(regexp = "\\S+", message = "must be one word") String> bearerToken();

    Optional<Login> login();

    interface Login {
        /** User, sent with the password as {@code Authorization: Basic …}, instead of a token. Without a colon. */
        @Pattern(regexp = "[^:]+", message = "must not hold a colon")
        String user();

        /** Its password. It is needed with the user. */
        @NotBlank
        String password();
    }

    /** Time between two queries of one guardrail. */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration interval();

    /** How long the whole answer to a query may take. */
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
