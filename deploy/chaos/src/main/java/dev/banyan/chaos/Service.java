package dev.banyan.chaos;

import java.util.Optional;
import java.util.Set;

/** A service of somebody else, whatever the release of its SDK. */
public interface Service extends AutoCloseable {

    String instance();

    boolean streaming();

    /** Whether each thread has been served by exactly this revision. */
    boolean sees(long revision);

    long revision();

    String epoch();

    String status();

    /** How often the client itself has noticed that something was wrong. */
    long troubles();

    void endCalls() throws InterruptedException;

    /** What the SDK has taken, less what it says that it dropped. */
    long recorded();

    long made();

    long slow();

    long waits();

    /** Of the caller that had to stand longest. */
    long blockedMillis();

    long stepsBack();

    long slowestNanos();

    /** Of the caller that made the fewest. */
    long leastMade();

    Optional<Throwable> thrown();

    Set<Observation> observations();

    @Override
    void close();
}
