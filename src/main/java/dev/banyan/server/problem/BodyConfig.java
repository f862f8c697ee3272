package dev.banyan.server.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long bodies may take to come in, and how much of them is kept meanwhile. The values are in application.properties. */
@ConfigMapping(prefix = "banyan.body")
public interface BodyConfig {

    /** For a whole body, however fast it comes. */
    @DurationMin(seconds = 1)
    Duration deadline();

    /** As long as this nobody looks at how fast a body comes. */
    @DurationMin(millis = 100)
    Duration patience();

    /** What has to come in a second, on average, when patience is over. */
    MemorySize rate();

    /** Of all bodies together that have not ended yet. Beyond it the oldest is refused. */
    MemorySize memory();

    /** Of a sender who has shown no credential. */
    MemorySize ofStrangers();
}
