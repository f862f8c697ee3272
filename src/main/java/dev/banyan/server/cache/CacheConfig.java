package dev.banyan.server.cache;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where a replica keeps what it needs to start without its database. */
@ConfigMapping(prefix = "banyan.cache")
interface CacheConfig {

    /** Of this replica alone. Without one nothing is kept. */
    Optional<Path> directory();
}
