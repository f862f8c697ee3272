package dev.banyan.server.database;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Leaves out runs that could only fail: the log says once that the database is away, not once per job and second. */
@Singleton
public class WhileDatabaseIsAway implements Scheduled.SkipPredicate {
    private final Database database;

    WhileDatabaseIsAway(Database database) {
        this.database = database;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !database.isThere();
    }
}
