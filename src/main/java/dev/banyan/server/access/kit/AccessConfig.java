package dev.banyan.server.access.kit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

@ConfigMapping(prefix = "banyan.access")
public interface AccessConfig {

    /** Cost of a password hash as a power of two: 12 takes about a quarter of a second of one core. */
    @WithDefault("12")
    @Min(10)
    @Max(16)
    int passwordCost();

    /** How long an API token lives. A key that signs no longer is known four times as long. */
    @WithDefault("15M")
    @DurationMin(seconds = 1)
    Duration tokenLifetime();

    /** After so long without use a session of the pages ends. */
    @WithDefault("12H")
    @DurationMin(seconds = 1)
    Duration sessionIdle();

    /** After so long a session ends however much it is used. */
    @WithDefault("7D")
    @DurationMin(seconds = 1)
    Duration sessionLifetime();

    /** Changes that one person may make in one go, on one replica; rollbacks are never counted. */
    @Min(1)
    @Max(1_000_000)
    int writeBurst();

    /** And how many more each second; one that is too much is answered 429. */
    @Min(1)
    @Max(1_000_000)
    int writesPerSecond();

    /** How often sessions that have ended are removed. */
    @WithDefault("1H")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
