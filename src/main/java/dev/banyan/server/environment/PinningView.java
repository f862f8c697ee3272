package dev.banyan.server.environment;

import dev.banyan.evaluation.PinningSettings;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How an environment's pins are signed, as everybody may know it: without any secret. */
public record PinningView(
        @Schema(description = "Whether pins are signed, and only signed ones accepted.")
        boolean signed,

        @Schema(description = "Since when the secret that signs is in force.", nullable = true)
        Instant rotatedAt,

        @Schema(description = "Whether pins signed with the former secret are accepted too.")
        boolean previousAccepted,

        @Schema(description = "Older pins are ignored.") int maxAgeSeconds) {
    static final PinningView NONE = new PinningView(false, null, false, PinningSettings.DEFAULT.maxAgeSeconds());
}
