package dev.banyan.server.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Notices of automatic decisions. */
@ConfigMapping(prefix = "banyan.notification")
public interface NotificationConfig {

    /** How long a notice is kept. History and audit keep what it tells for ever. */
    @WithDefault("90d")
    Duration keep();

    /** Notices of one project. Beyond it the oldest go earlier. */
    @WithDefault("5000")
    @Min(100)
    @Max(1_000_000)
    int mostPerProject();

    /** How often notices whose time is over are removed. */
    @WithDefault("1H")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
