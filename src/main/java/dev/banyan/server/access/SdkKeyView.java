package dev.banyan.server.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** An SDK key as it may be shown: never the key itself, only the {@code hint} of its last characters. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SdkKeyView(
        long id,
        String name,
        String hint,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {

    static SdkKeyView of(SdkKeyEntity row) {
        return new SdkKeyView(
                row.id, row.name, row.hint, row.createdAt, row.createdBy, row.expiresAt, row.lastUsedAt, row.revokedAt);
    }
}
