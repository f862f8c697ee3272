package dev.banyan.server.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

@ConfigMapping(prefix = "banyan.access")
interface AccessConfig {

    /** Cost of a password hash as a power of two: 12 takes about a quarter of a second of one core. */
    @WithDefault("12")
    @Min(10)
    @Max(16)
    int passwordCost();
}
