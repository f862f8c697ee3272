package dev.banyan.server.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long the guard keeps what it has looked at. What it decided, and upon what, stays for ever. */
@ConfigMapping(prefix = "banyan.guard")
interface GuardConfig {

    /** How long single seconds are kept; a decision shows the three minutes before it. */
    @WithDefault("10M")
    @DurationMin(minutes = 1)
    Duration secondsKept();

    /** How often what is kept no longer is removed. */
    @WithDefault("1M")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
