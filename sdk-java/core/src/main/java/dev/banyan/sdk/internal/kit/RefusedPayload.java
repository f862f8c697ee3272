package dev.banyan.sdk.internal.kit;

import java.io.IOException;

/** An answer that arrived whole but is not a ruleset this client may take; reported to the server, never applied. */
public final class RefusedPayload extends IOException {
    private static final long serialVersionUID = 1L;

    public RefusedPayload(String reason) {
        super(reason);
    }
}
