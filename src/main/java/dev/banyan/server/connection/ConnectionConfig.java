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

/** What a connection may take, and how many there may be. The values are in application.properties. */
@ConfigMapping(prefix = "banyan.connection")
public interface ConnectionConfig {

    /** From the first byte of a request to the end of its headers; for the first request from the moment that the connection is accepted, TLS included. */
    @DurationMin(seconds = 1)
    Duration headDeadline();

    /** How long a connection is kept that was answered and is silent since. */
    @DurationMin(seconds = 1)
    Duration keepAlive();

    /** How long a client may leave what it is sent unread before it counts how fast it reads. */
    @DurationMin(seconds = 1)
    Duration readingPatience();

    /** What a client has to read in a second, on average, when patience is over. */
    MemorySize readingRate();

    /** Connections in all. Left out: as many as the limit of open files bears. */
    OptionalInt most();

    /** Connections of one address on which nobody has shown a valid credential yet. */
    @Min(1)
    @Max(1_000_000)
    int mostStrangers();

    /** Addresses and networks whose strangers are not counted: those of proxies, for behind one all callers have its address. */
    Optional<Set<String>> trusted();

    /** HTTP/2 without TLS. */
    boolean clearTextHttp2();
}
