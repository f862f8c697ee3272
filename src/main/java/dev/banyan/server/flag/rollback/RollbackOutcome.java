package dev.banyan.server.flag.rollback;

import dev.banyan.server.environment.Committed;
import dev.banyan.server.flag.UnrecordedRollback;

/**
 * How a rollback was carried out: one of the two.
 *
 * @param committed null when it is in force without being recorded
 * @param unrecorded null when it was committed
 */
public record RollbackOutcome(Committed committed, UnrecordedRollback unrecorded) {

    static RollbackOutcome of(Committed committed) {
        return new RollbackOutcome(committed, null);
    }

    static RollbackOutcome of(UnrecordedRollback unrecorded) {
        return new RollbackOutcome(null, unrecorded);
    }

    public boolean isCommitted() {
        return committed != null;
    }
}
