package dev.banyan.server.emergency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which replica has taken which rollback, and when to try again those that have not. Thread-safe. */
final class ToldReplicas {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private record Key(UUID rollback, String url) {}

    private record Attempt(boolean taken, Duration pause, Instant next) {}

    private final Map<Key, Attempt> attempts = new ConcurrentHashMap<>();
    private final Clock clock;

    ToldReplicas(Clock clock) {
        this.clock = clock;
    }

    boolean has(UUID rollback, String url) {
        Attempt attempt = attempts.get(new Key(rollback, url));
        return attempt != null && attempt.taken();
    }

    void taken(UUID rollback, String url) {
        attempts.put(new Key(rollback, url), new Attempt(true, Duration.ZERO, Instant.MAX));
    }

    /** Whether to try now; the next time will be after a longer pause. */
    boolean isDue(UUID rollback, String url) {
        Key key = new Key(rollback, url);
        Instant now = clock.instant();
        Attempt before = attempts.get(key);
        if (before != null && now.isBefore(before.next())) {
            return false;
        }
        Duration pause = before == null ? FIRST_PAUSE : longer(before.pause());
        attempts.put(key, new Attempt(false, pause, now.plus(pause)));
        return true;
    }

    /** What is settled needs no telling. */
    void forgetAllBut(List<HeldRollback> held) {
        attempts.keySet().removeIf(key -> held.stream().noneMatch(it -> it.id().equals(key.rollback())));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
