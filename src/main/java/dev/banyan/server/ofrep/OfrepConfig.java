package dev.banyan.server.ofrep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * OpenFeature's remote protocol.
 *
 * @see <a href="ofrep.md">OFREP</a>
 */
@ConfigMapping(prefix = "banyan.ofrep")
public interface OfrepConfig {

    /**
     * Requests per second that one SDK key may send to one replica. One more is answered 429. A bulk evaluation counts one more for every 20
     * routes. A healthy client should never meet this limit: one that is refused falls back to the default in its code.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int requestsPerSecond();

    /** Event streams that one replica carries at a time. One more is answered 503. */
    @WithDefault("5000")
    @Min(1)
    @Max(1_000_000)
    int maxStreams();
}
