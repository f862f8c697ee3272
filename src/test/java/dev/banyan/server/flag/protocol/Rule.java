package dev.banyan.server.flag.protocol;

/** What keeps a migration from losing a write. Each can be switched off, to see what is lost without it. */
enum Rule {
    /** A route goes forward by one stage at a time. */
    ONE_STEP,
    /** It goes forward only when every instance that may still act has applied the last change. */
    APPLIED,
    /** An instance has applied a change only when what it began before has ended. */
    DRAINED,
    /** New begins to answer only while no write waits in a ledger. */
    BACKLOG,
    /** … as every instance says when it is asked for that move, and not as it said some seconds ago. */
    FRESH_REPORTS,
    /** New begins to answer only after both sides were compared, since the last time that new could miss a write. */
    CERTIFICATE,
    /** The comparison begins only when every instance writes to both sides. */
    VERIFIED_WHEN_DRAINED,
    /** A second write is refused by a side that has a newer one. */
    VERSIONS,
    /** A write is noted before it begins, and looked at after a crash or a failure that says nothing. */
    INTENT,
    /** An instance without rules waits for them, and does not act as if at {@code off}. */
    REQUIRES_RULES,
    /** A silent instance counts as gone when its lease has run out, and not just because nobody hears of it. */
    LEASE,
    /** An instance whose lease ran out at a stage that writes to both sides acknowledges a write only when both have it. */
    STRICT_WITHOUT_LEASE,
    /** A lease makes the writes of a silent instance harmless, not its reads: it counts as gone only while the side that it reads gets every write. */
    LEASE_COVERS_WRITES_ONLY
}
