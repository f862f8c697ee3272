package dev.banyan.server.access.kit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** People, their sessions and their changes. */
@ConfigMapping(prefix = "banyan.access")
public interface AccessConfig {

    /** Cost of a password hash, as a power of two. 12 takes about a quarter of a second of one core. */
    @WithDefault("12")
    @Min(10)
    @Max(16)
    int passwordCost();

    /** How long an API token is valid. A signing key that was replaced is accepted four times as long. */
    @WithDefault("15M")
    @DurationMin(seconds = 1)
    Duration tokenLifetime();

    /** A session of the pages ends after this time without use. */
    @WithDefault("12H")
    @DurationMin(seconds = 1)
    Duration sessionIdle();

    /** A session of the pages ends after this time, however much it is used. */
    @WithDefault("7D")
    @DurationMin(seconds = 1)
    Duration sessionLifetime();

    /**
     * Changes that one person may make at once, on one replica. Rollbacks are never counted.
     *
     * @see <a href="operations.md#what-one-person-may-take">What one person may take</a>
     */
    @Min(1)
    @Max(1_000_000)
    int writeBurst();

    /** Changes that this person may make in each second after that. One more is answered 429. */
    @Min(1)
    @Max(1_000_000)
    int writesPerSecond();

    /** How often sessions that have ended are removed. */
    @WithDefault("1H")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
