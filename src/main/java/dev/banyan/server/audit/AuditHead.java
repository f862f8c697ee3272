package dev.banyan.server.audit;

/** The end of the chain: the sequence number and hash that the next entry builds on. */
record AuditHead(long sequence, String hash) {

    /** What the first entry builds on. */
    static final AuditHead GENESIS = new AuditHead(0, "0".repeat(64));
}
