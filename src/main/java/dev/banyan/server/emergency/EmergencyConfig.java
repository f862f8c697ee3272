package dev.banyan.server.emergency;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/**
 * Replicas that tell each other of rollbacks directly.
 *
 * @see <a href="emergency.md">Rolling back while the database is away</a>
 */
@ConfigMapping(prefix = "banyan.replica")
interface EmergencyConfig {

    /**
     * Where the other replicas reach this one, such as {@code http://10.0.0.7:8080}; never a load balancer. Without it: the address that it
     * listens on, or if that is all addresses, the one that the name of the machine stands for.
     */
    Optional<@Pattern(regexp = "https?://[^/\\s?#]+", message = "must be http(s)://host:port") String> url();
}
