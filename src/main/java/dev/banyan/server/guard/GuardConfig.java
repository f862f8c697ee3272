package dev.banyan.server.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What the guard keeps of its observations. Its decisions and their evidence stay for ever. */
@ConfigMapping(prefix = "banyan.guard")
interface GuardConfig {

    /** How long single seconds are kept. A decision shows the three minutes before it, and keeps them. */
    @WithDefault("10M")
    @DurationMin(minutes = 1)
    Duration secondsKept();

    /** How often seconds whose time is over are removed. */
    @WithDefault("1M")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
