package dev.banyan.server.audit;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the verifier found. {@code brokenAt} is the first sequence number that does not fit, and {@code reason} says why;
 * both are absent when the trail is whole. Keep {@code headHash} elsewhere: a trail that was rewritten as a whole is consistent
 * in itself, and only an old head shows it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditVerification(
        boolean intact, long entries, long headSequence, String headHash, Long brokenAt, String reason) {

    static AuditVerification intact(AuditHead head) {
        return new AuditVerification(true, head.sequence(), head.sequence(), head.hash(), null, null);
    }

    static AuditVerification broken(AuditHead head, long checked, long brokenAt, String reason) {
        return new AuditVerification(false, checked, head.sequence(), head.hash(), brokenAt, reason);
    }
}
