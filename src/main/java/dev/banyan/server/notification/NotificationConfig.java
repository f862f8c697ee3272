package dev.banyan.server.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long notices are kept. */
@ConfigMapping(prefix = "banyan.notification")
public interface NotificationConfig {

    /** How long a notice is kept. What it tells of stays in history and audit for ever. */
    @WithDefault("90d")
    Duration keep();

    /** Beyond that many of one project, the oldest go earlier. */
    @WithDefault("5000")
    @Min(100)
    @Max(1_000_000)
    int mostPerProject();

    /** How often what is kept no longer is removed. */
    @WithDefault("1H")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
