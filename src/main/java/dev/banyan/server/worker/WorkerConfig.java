package dev.banyan.server.worker;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Threads that pages and API never take.
 *
 * @see <a href="operations.md#slow-and-many-connections">Slow and many connections</a>
 */
@ConfigMapping(prefix = "banyan.workers")
interface WorkerConfig {

    /** Threads for rollback, isolate and resume, and for what other replicas tell of them. */
    @Min(1)
    @Max(200)
    int wayBack();

    /** Threads that find out whose session or token a request carries. Each takes a database connection for a moment. */
    @Min(1)
    @Max(200)
    int credentials();
}
