package dev.banyan.sdk;

/** Brings one record of a side that lacks a write back into step, see {@link Banyan#reconcile}. */
public interface ReconcileHandler {
    /**
     * Reads the record by its key from the side that has it and writes it to the one that does not: {@link FailedWrite#isMissingOn}
     * tells which. May be called again for the same write, so it must be able to repeat itself.
     *
     * @throws Exception when it did not work; the write stays in the ledger and the next one is tried
     */
    void reconcile(FailedWrite write) throws Exception;
}
