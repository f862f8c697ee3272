package dev.banyan.server.management;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Where health and metrics are. */
@ConfigMapping(prefix = "banyan.management")
public interface ManagementConfig {

    /** {@code BANYAN_MANAGEMENT_PORT}: a port of their own, and only there. Without it they are where everything is, and name no environment. */
    Optional<@Min(1) @Max(65_535) Integer> port();

    /** {@code BANYAN_MANAGEMENT_HOST}: the address of that port. Without it: the one that everything listens on. */
    Optional<String> host();
}
