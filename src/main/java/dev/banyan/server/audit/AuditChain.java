package dev.banyan.server.audit;

import java.util.List;

/** Follows a chain from its first entry to a head that was read before; entries written since are not its business. */
final class AuditChain {

    private final AuditHead head;
    private AuditHead reached = AuditHead.GENESIS;
    private AuditVerification broken;

    AuditChain(AuditHead head) {
        this.head = head;
    }

    boolean wantsMore() {
        return broken == null && reached.sequence() < head.sequence();
    }

    long checked() {
        return reached.sequence();
    }

    /** The next entries in order; none at all means that the rest is missing. */
    void check(List<AuditEntryEntity> batch) {
        if (batch.isEmpty()) {
            breakAt(reached.sequence() + 1, "The entry is missing.");
        }
        for (AuditEntryEntity entry : batch) {
            if (broken == null) {
                check(entry);
            }
        }
    }

    private void check(AuditEntryEntity entry) {
        long expected = reached.sequence() + 1;
        if (entry.sequence != expected) {
            breakAt(expected, "The entry is missing.");
        } else if (!entry.previousHash.equals(reached.hash())) {
            breakAt(expected, "The entry does not build on the one before it.");
        } else if (!entry.hash.equals(AuditHash.of(entry))) {
            breakAt(expected, "The entry was changed after it was written.");
        } else {
            reached = new AuditHead(entry.sequence, entry.hash);
        }
    }

    private void breakAt(long sequence, String reason) {
        broken = AuditVerification.broken(head, reached.sequence(), sequence, reason);
    }

    AuditVerification verdict() {
        if (broken == null && !reached.equals(head)) {
            breakAt(head.sequence(), "The recorded end of the trail does not fit its last entry.");
        }
        return broken == null ? AuditVerification.intact(head) : broken;
    }
}
