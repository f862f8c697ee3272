package dev.banyan.server.emergency;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Where the other replicas reach this one. */
@ConfigMapping(prefix = "banyan.replica")
interface EmergencyConfig {

    /**
     * {@code BANYAN_REPLICA_URL}: an address of this replica alone, such as {@code http://10.0.0.7:8080}, never that of a load balancer.
     * Without it: the address that it listens on, or if that is all addresses, the one that the machine's name stands for.
     */
    Optional<@Pattern(regexp = "https?://[^/\\s?#]+", message = "must be http(s)://host:port") String> url();
}
