package dev.banyan.server.worker;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many threads are kept for what. The values are in application.properties. */
@ConfigMapping(prefix = "banyan.workers")
interface WorkerConfig {

    /** Rollback, isolate and resume, and what other replicas tell of them. */
    @Min(1)
    @Max(200)
    int wayBack();

    /** Whose session or token it is. */
    @Min(1)
    @Max(200)
    int credentials();
}
