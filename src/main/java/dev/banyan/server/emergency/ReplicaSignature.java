package dev.banyan.server.emergency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves that a message comes from a replica of this cluster, is whole and was sent a moment ago. */
record ReplicaSignature(String secret) {
    /** Clocks may differ by so much; a message is worthless after it. */
    static final Duration WINDOW = Duration.ofSeconds(60);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "banyan-replica-1\n";

    String of(long sentAtMillis, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((VERSION + sentAtMillis + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", impossible);
        }
    }

    boolean holds(String given, long sentAtMillis, byte[] body, Instant now) {
        boolean fresh = Math.abs(now.toEpochMilli() - sentAtMillis) <= WINDOW.toMillis();
        return fresh
                && given != null
                && MessageDigest.isEqual(
                        of(sentAtMillis, body).getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ReplicaSignature[…]";
    }
}
