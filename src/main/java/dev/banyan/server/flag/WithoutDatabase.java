package dev.banyan.server.flag;

import dev.banyan.server.environment.EnvironmentScope;
import java.util.List;

/** The way back while the database cannot be reached. */
public interface WithoutDatabase {

    /**
     * Puts a rollback in force at once and sees to it that it is committed later.
     *
     * @throws dev.banyan.server.problem.Problem when the sender may not, or what they want to put back is not known here
     */
    UnrecordedRollback take(RollbackOrder order);

    /** What is in force here and not committed yet, in the order in which it was taken. */
    List<UnsettledRollback> unsettled(EnvironmentScope scope);
}
