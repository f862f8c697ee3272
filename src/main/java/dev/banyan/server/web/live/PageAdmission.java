package dev.banyan.server.web.live;

import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Whose page may stay open, so that nobody's pages take what all others need. Thread-safe. */
final class PageAdmission {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final int most;
    private final int mostPerPerson;
    private final Map<String, Integer> byPerson = new HashMap<>();
    private int all;
    private boolean stopping;

    PageAdmission(int most, int mostPerPerson) {
        this.most = most;
        this.mostPerPerson = mostPerPerson;
    }

    /** Whoever was let in is let out again by {@link #left}. */
    synchronized void enter(String username) {
        if (stopping) {
            throw Problem.unavailable("This replica is about to stop.", LATER);
        }
        if (byPerson.getOrDefault(username, 0) >= mostPerPerson) {
            throw Problem.tooManyRequests(
                    "You have as many pages open as one person may (" + mostPerPerson + ").", LATER);
        }
        if (all >= most) {
            throw Problem.unavailable("This replica carries as many open pages as it may.", LATER);
        }
        byPerson.merge(username, 1, Integer::sum);
        all++;
    }

    synchronized void left(String username) {
        byPerson.computeIfPresent(username, (name, count) -> count == 1 ? null : count - 1);
        all--;
    }

    synchronized void stop() {
        stopping = true;
    }

    synchronized int all() {
        return all;
    }
}
