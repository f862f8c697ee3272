package dev.banyan.server.web.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Open pages, which are kept up to date over a stream. */
@ConfigMapping(prefix = "banyan.pages")
interface LiveConfig {

    /** An open page asks again after this time, so that pages spread over replicas. */
    @WithDefault("2M")
    @DurationMin(seconds = 1)
    Duration streamLifetime();

    /** Streams of pages that one replica carries at a time. One more is answered 503. */
    @Min(1)
    @Max(100_000)
    int maxStreams();

    /** Of these, streams of one person. A page that is not visible has none. One more is answered 429. */
    @Min(1)
    @Max(100_000)
    int maxStreamsPerPerson();
}
