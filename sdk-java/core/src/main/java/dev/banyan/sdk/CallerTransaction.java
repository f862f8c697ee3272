package dev.banyan.sdk;

import java.util.concurrent.Callable;

/**
 * Gets second writes out of the transaction of the request that causes them; given to {@link MigrationBuilder#secondWritesAfterCommit}.
 * Within one transaction the two sides cannot be kept in step: where it rolls back after a second write that it does not cover, one
 * side has what the other has not, and where the second write fails in it, so does the first one.
 *
 * <p>The application implements it for its transactions in a few lines; the guide on second writes has them for Spring and JTA. Called
 * by many threads at once.
 */
@FunctionalInterface
public interface CallerTransaction {
    /**
     * Has a second write run when the transaction of the calling thread has been committed, and never when it has been rolled back.
     * What it throws counts as a failure of the second write, which is recorded; the caller does not hear of it.
     *
     * @param secondWrite to be run once, on any thread, where the first write is in force already. It never throws
     * @return true when it will be run; false when the calling thread has no transaction, so that there is nothing to wait for: the
     *     second write is then done at once
     */
    boolean afterCommit(Runnable secondWrite);

    /**
     * Calls what the second side does, when its time has come. Here: just so. To be overridden where it needs a transaction of its own,
     * as it does wherever the caller's is still bound to the thread after its commit; for second writes that need not wait, too.
     *
     * @param secondSide the implementation of the second side with its request, to be called once
     * @throws Exception what {@code secondSide} threw, or why its transaction could not be committed: the second write has failed, then
     */
    default void apart(Callable<?> secondSide) throws Exception {
        secondSide.call();
    }
}
