package dev.banyan.server.management;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/**
 * Health and metrics.
 *
 * @see <a href="operations.md#health-and-metrics-on-a-port-of-their-own">Health and metrics on a port of their own</a>
 */
@ConfigMapping(prefix = "banyan.management")
public interface ManagementConfig {

    /** A port for health and metrics, which are then answered there only. Without it: they are on the main port, and name no environment. */
    Optional<@Min(1) @Max(65_535) Integer> port();

    /** The address of that port. Without it: that of the main port. */
    Optional<String> host();
}
