package dev.banyan.server.emergency;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes each message once: whoever listens on the wire cannot send it again. Bounded, and thread-safe. */
@Singleton
final class SeenMessages {
    /** Within one window no honest cluster comes near it; when it is full, nothing more is taken until some have expired. */
    static final int MOST = 10_000;

    private final Map<String, Instant> seen = new LinkedHashMap<>();

    /** @return false when it was taken before */
    synchronized boolean take(String signature, Instant now) {
        // Either side's clock may be ahead, so a signature can be good for twice the window.
        Instant expired = now.minus(ReplicaSignature.WINDOW.multipliedBy(2));
        seen.values().removeIf(at -> at.isBefore(expired));
        return seen.size() < MOST && seen.putIfAbsent(signature, now) == null;
    }
}
