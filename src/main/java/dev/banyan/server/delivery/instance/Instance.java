package dev.banyan.server.delivery.instance;

import dev.banyan.server.delivery.request.UnreadPart;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An SDK instance that is connected, or was until a moment ago.
 *
 * @param lastSeen when it sent something itself; its open stream does not count, for that of a frozen process is open, too
 * @param appliedRevision the revision that it decides by; null until it has applied one of the current epoch
 * @param refusal why it refused the revision that it was offered last, or null
 * @param unread what it does not understand of the revision that it decides by, and so leaves as it was
 */
@RecordBuilder
public record Instance(
        String id,
        String application,
        String version,
        String host,
        String sdk,
        @Schema(nullable = true) Instant startedAt,
        Instant lastSeen,
        boolean connected,
        @Schema(nullable = true) Long appliedRevision,
        @Schema(nullable = true) Instant appliedAt,
        @Schema(nullable = true) Long refusedRevision,
        @Schema(nullable = true) String refusal,
        List<UnreadPart> unread) {

    public Instance(
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
            String refusal) {
        this(
                id,
                application,
                version,
                host,
                sdk,
                startedAt,
                lastSeen,
                connected,
                appliedRevision,
                appliedAt,
                refusedRevision,
                refusal,
                List.of());
    }

    /** As who has refused that revision, and holds the one whose rules it keeps. */
    Instance behind(long revision) {
        return InstanceBuilder.builder(this)
                .appliedRevision(unread.get(0).keeps())
                .refusedRevision(revision)
                .refusal(unread.stream().map(UnreadPart::words).collect(Collectors.joining("; ")))
                .build();
    }
}
