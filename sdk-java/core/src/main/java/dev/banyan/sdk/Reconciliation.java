package dev.banyan.sdk;

/** What one pass of {@link Banyan#reconcile} came to. Immutable. */
public final class Reconciliation {
    private final int done;
    private final int failed;
    private final int left;
    private final boolean busy;

    /** A pass with that result. */
    public Reconciliation(int done, int failed, int left, boolean busy) {
        this.done = done;
        this.failed = failed;
        this.left = left;
        this.busy = busy;
    }

    /** How many records were brought into step and have left the ledger. */
    public int done() {
        return done;
    }

    /** How many calls of the handler threw; their records stay. */
    public int failed() {
        return failed;
    }

    /** How many records of the route the ledger holds now, with those that failed anew meanwhile. */
    public int left() {
        return left;
    }

    /** Whether nothing was done because another pass over this route is running in this client. */
    public boolean busy() {
        return busy;
    }

    @Override
    public String toString() {
        return busy ? "busy" : done + " done, " + failed + " failed, " + left + " left";
    }
}
