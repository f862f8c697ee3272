package dev.banyan.sdk.internal;

import java.io.IOException;

/** An answer that arrived whole but is not a ruleset this client may take; reported to the server, never applied. */
final class RefusedPayload extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedPayload(String reason) {
        super(reason);
    }
}
