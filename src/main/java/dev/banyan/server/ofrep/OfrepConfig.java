package dev.banyan.server.ofrep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much of a replica evaluations over HTTP may take. */
@ConfigMapping(prefix = "banyan.ofrep")
public interface OfrepConfig {

    /**
     * What one SDK key may ask of one replica in a second; more is answered 429. A bulk evaluation counts one more for every 20 routes.
     * It is there to keep a client that runs wild from taking the streams of all others with it, and no client should ever meet it: one
     * that is refused falls back to the default in its code.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int requestsPerSecond();

    /** Event streams that one replica carries at a time; one more is answered 503. */
    @WithDefault("5000")
    @Min(1)
    @Max(1_000_000)
    int maxStreams();
}
