package dev.banyan.server.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Bodies of requests while they come in.
 *
 * @see <a href="operations.md#slow-and-many-connections">Slow and many connections</a>
 */
@ConfigMapping(prefix = "banyan.body")
public interface BodyConfig {

    /** How long a whole body may take, however fast it comes. Later it is answered 408. */
    @DurationMin(seconds = 1)
    Duration deadline();

    /** How long a body may come at any speed. */
    @DurationMin(millis = 100)
    Duration patience();

    /** Bytes per second that have to come after that, on average. A slower body is answered 408. */
    MemorySize rate();

    /** Bytes of all bodies together that have not ended yet. Beyond it the oldest is answered 503. */
    MemorySize memory();

    /** The largest body of a sender who has shown no credential. For all others {@code QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE} holds. */
    MemorySize ofStrangers();
}
