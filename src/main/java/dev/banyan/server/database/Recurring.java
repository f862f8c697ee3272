package dev.banyan.server.database;

import dev.banyan.server.problem.DatabaseGone;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Work that is done again and again. That the database is away, or a lock was not granted, is no news: the next time will do. Whatever
 * else fails (a database that answers but cannot included) is logged once, and once more when it works again, so that nobody waits in vain
 * for what is never done. Thread-safe.
 */
public final class Recurring {
    /** So many failures are known apart; what fails beyond them is logged each time. */
    private static final int MOST = 1_000;

    /** May throw whatever it likes. */
    public interface Work {
        void run() throws Exception;
    }

    private final Logger log;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    public Recurring(Logger log) {
        this.log = log;
    }

    /** @param name of the work in the log, such as "Plan 7" */
    public void attempt(String name, Work work) {
        if (!EndOfWork.begin()) {
            return;
        }
        try {
            run(name, work);
        } finally {
            EndOfWork.done();
        }
    }

    private void run(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        } catch (Throwable failed) {
            // Even an Error of one piece of work must not end the thread that does all the others.
            failed(name, failed);
            return;
        }
        if (failing.remove(name)) {
            log.infof("%s: works again", name);
        }
    }

    private void notNow(String name, Throwable failed) {
        DatabaseGone.failing(failed)
                .filter(why -> failing.size() >= MOST || failing.add(name))
                .ifPresentOrElse(
                        why -> log.warnf("%s: not done, and tried again: the database cannot, %s", name, why),
                        () -> log.debugf("%s: not now, %s", name, failed.getMessage()));
    }

    private void failed(String name, Throwable failed) {
        if (EndOfWork.has()) {
            log.debugf(failed, "%s: was not over when the server stopped", name);
        } else if (DatabaseGone.orBusyBehind(failed).isPresent()) {
            notNow(name, failed);
        } else if (failing.size() >= MOST || failing.add(name)) {
            log.errorf(failed, "%s: failed, and is tried again", name);
        }
    }
}
