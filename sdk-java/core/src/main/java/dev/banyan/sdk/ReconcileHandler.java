package dev.banyan.sdk;

/** Brings one record of the side that missed a write back into step, see {@link Banyan#reconcile}. */
public interface ReconcileHandler {
    /**
     * Reads the record from the authoritative side, by its key, and writes it to the other. May be called again for the same
     * write, so it must be able to repeat itself.
     *
     * @throws Exception when it did not work; the write stays in the ledger and the next one is tried
     */
    void reconcile(FailedWrite write) throws Exception;
}
