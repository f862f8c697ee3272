package dev.banyan.server.connection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * What one connection may take, and how many there may be.
 *
 * @see <a href="operations.md#slow-and-many-connections">Slow and many connections</a>
 */
@ConfigMapping(prefix = "banyan.connection")
public interface ConnectionConfig {

    /** From the first byte of a request to the end of its headers. For the first request it starts when the connection is accepted, TLS included. */
    @DurationMin(seconds = 1)
    Duration headDeadline();

    /** How long a connection may be silent after an answer. Keep it longer than the proxy in front keeps its own (nginx: 60 s). */
    @DurationMin(seconds = 1)
    Duration keepAlive();

    /** How long an answer may stay unread, besides the time that its size takes at {@code reading-rate}. */
    @DurationMin(seconds = 1)
    Duration readingPatience();

    /** Bytes per second that a client has to read after that, on average. */
    MemorySize readingRate();

    /** Connections in all. Without it: as many as the limit of open files allows. */
    OptionalInt most();

    /** Connections of one address (IPv6: of one /64) on which nobody has shown a valid credential yet. Beyond it the oldest of them is closed. */
    @Min(1)
    @Max(1_000_000)
    int mostStrangers();

    /** Addresses and networks whose strangers are not counted. Name your proxies here: behind a proxy all callers have its address. */
    Optional<Set<String>> trusted();

    /** {@code true} offers HTTP/2 without TLS too, which some proxies speak. */
    boolean clearTextHttp2();
}
