package dev.banyan.server.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What the verifier found. {@code brokenAt} is the first sequence number that does not fit, and {@code reason} says why;
 * both are absent when the trail is whole. Keep {@code headHash} elsewhere: a trail that was rewritten as a whole is consistent
 * in itself, and only an old head shows it.
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditVerification(
        boolean intact, long entries, long headSequence, String headHash, Long brokenAt, String reason) {

    static AuditVerification intact(AuditHead head) {
        return AuditVerificationBuilder.builder()
                .intact(true)
                .entries(head.sequence())
                .headSequence(head.sequence())
                .headHash(head.hash())
                .brokenAt(null)
                .reason(null)
                .build();
    }

    static AuditVerification broken(AuditHead head, long checked, long brokenAt, String reason) {
        return AuditVerificationBuilder.builder()
                .intact(false)
                .entries(checked)
                .headSequence(head.sequence())
                .headHash(head.hash())
                .brokenAt(brokenAt)
                .reason(reason)
                .build();
    }
}
