package dev.banyan.server.delivery;

import java.time.Instant;

/**
 * An SDK instance that is connected, or was until a moment ago.
 *
 * @param appliedRevision the revision that it decides by; null until it has applied one of the current epoch
 * @param refusal why it refused the revision that it was offered last, or null
 */
public record Instance(
        String id,
        String application,
        String version,
        String host,
        String sdk,
        Instant startedAt,
        Instant lastSeen,
        boolean connected,
        Long appliedRevision,
        Instant appliedAt,
        Long refusedRevision,
        String refusal) {}
