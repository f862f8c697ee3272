package dev.banyan.server.cache;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What a replica needs to start while its database is away. */
@ConfigMapping(prefix = "banyan.cache")
interface CacheConfig {

    /**
     * Directory of this replica alone. Without it: {@code cache/<port>} below {@code BANYAN_DATA}. In the environment only the short
     * {@code BANYAN_CACHE} is read; the long name works as a system property.
     *
     * @see <a href="operations.md#the-cache-directory">The cache directory</a>
     */
    Optional<Path> directory();
}
