package dev.banyan.server.access.sdkkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * An SDK key as it may be shown: never the key itself, only the {@code hint} of its last characters.
 *
 * @param refused how many of its requests asked for more than a key may have, or said what cannot be, since the key was made; seconds old at most
 * @param lastRefusal the last of them, with the status that it was answered: {@code 429 POST /sdk/v1/instance}
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SdkKeyView(
        long id,
        String name,
        String hint,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Instant lastUsedAt,
        long refused,
        Instant lastRefusedAt,
        String lastRefusal,
        Instant revokedAt) {

    static SdkKeyView of(SdkKeyEntity row) {
        return SdkKeyViewBuilder.builder()
                .id(row.id)
                .name(row.name)
                .hint(row.hint)
                .createdAt(row.createdAt)
                .createdBy(row.createdBy)
                .expiresAt(row.expiresAt)
                .lastUsedAt(row.lastUsedAt)
                .refused(row.refused)
                .lastRefusedAt(row.lastRefusedAt)
                .lastRefusal(row.lastRefusal)
                .revokedAt(row.revokedAt)
                .build();
    }
}
