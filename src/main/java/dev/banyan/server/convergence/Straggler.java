package dev.banyan.server.convergence;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.LateInstance;
import dev.banyan.server.flag.StillDoes;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An instance that has not applied a revision.
 *
 * @param revision the revision that it decides by; null when it has applied none of this epoch
 * @param refusal why it refused, or null
 * @param still where it decides otherwise than the others, and how; empty when it decides alike, or when that is not known
 * @param moreRoutes how many routes are left out
 */
@RecordBuilder
public record Straggler(
        String id,
        String application,
        String version,
        String host,
        String sdk,
        State state,
        @Schema(nullable = true) Long revision,
        Instant lastSeen,
        @Schema(nullable = true) String refusal,
        List<StillDoes.OnRoute> still,
        int moreRoutes) {

    public enum State {
        /** There, and has said nothing yet. */
        PENDING,
        /** Could not read it, and keeps what it had. */
        REFUSED,
        /** Not seen for a while: cut off, or ended. */
        GONE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(LateInstance laggard) {
            return !laggard.here() ? GONE : laggard.refused() ? REFUSED : PENDING;
        }
    }

    /** @param does null when nothing is known of the revision that it holds */
    static Straggler of(LateInstance laggard, StillDoes does) {
        Instance instance = laggard.instance();
        return StragglerBuilder.builder()
                .id(instance.id())
                .application(instance.application())
                .version(instance.version())
                .host(instance.host())
                .sdk(instance.sdk())
                .state(State.of(laggard))
                .revision(instance.appliedRevision())
                .lastSeen(instance.lastSeen())
                .refusal(instance.refusal())
                .still(does == null ? List.of() : does.routes())
                .moreRoutes(does == null ? 0 : does.more())
                .build();
    }
}
