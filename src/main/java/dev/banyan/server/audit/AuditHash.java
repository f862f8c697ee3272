package dev.banyan.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash of an entry: SHA-256 over all its fields and the hash before it. Every field is preceded by its length, so that no
 * two different entries have the same canonical form, whatever characters they hold.
 */
final class AuditHash {

    private AuditHash() {}

    static String of(AuditEntryEntity entry) {
        MessageDigest digest = sha256();
        field(digest, Long.toString(entry.sequence));
        field(digest, entry.at.toString());
        field(digest, entry.actorKind);
        field(digest, entry.actor);
        field(digest, entry.project);
        field(digest, entry.environment);
        field(digest, entry.action);
        field(digest, entry.subject);
        field(digest, entry.details);
        field(digest, entry.previousHash);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void field(MessageDigest digest, String value) {
        if (value == null) {
            digest.update("-:".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
