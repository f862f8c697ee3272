package dev.banyan.server.health.figures;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What services measure. Hours and days are kept for a year. */
@ConfigMapping(prefix = "banyan.health")
public interface HealthConfig {

    /** How long outcomes are kept second by second. */
    @WithDefault("1H")
    @DurationMin(seconds = 30)
    Duration secondsKept();

    /** How long outcomes are kept minute by minute. */
    @WithDefault("8D")
    @DurationMin(minutes = 2)
    Duration minutesKept();

    /** How often outcomes whose time is over are removed. */
    @WithDefault("1M")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
