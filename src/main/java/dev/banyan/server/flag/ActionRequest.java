package dev.banyan.server.flag;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What may be said with an action; a body is never required.
 *
 * @param backfilled only for resuming what was isolated
 */
public record ActionRequest(
        @Size(max = 1000) String reason,

        @Schema(description = "The new side has been given the writes that it missed while it was isolated.")
        boolean backfilled) {

    public static String reasonOf(ActionRequest request) {
        return request == null ? null : request.reason();
    }

    public static boolean backfilled(ActionRequest request) {
        return request != null && request.backfilled();
    }
}
