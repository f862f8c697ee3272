package dev.banyan.server.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Tells open pages whether a project has other notices than a moment ago. One look a second serves all pages of a replica, whoever of the
 * replicas added the notice; while no page is open nobody looks.
 */
@ApplicationScoped
public class NoticeMarks {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<Map<String, String>> look;
    private final Clock clock;
    private final AtomicReference<Instant> lookedAt = new AtomicReference<>(Instant.EPOCH);
    private volatile Map<String, String> marks = Map.of();

    @Inject
    NoticeMarks(Notices notices, Clock clock) {
        this(notices::marks, clock);
    }

    NoticeMarks(Supplier<Map<String, String>> look, Clock clock) {
        this.look = look;
        this.clock = clock;
    }

    /** Another one than before as soon as the project has another notice; now and then without one. */
    public String of(String project) {
        Instant last = lookedAt.get();
        Instant now = clock.instant();
        // Whoever comes first looks, and nobody waits for it. The clock may have been set back meanwhile.
        boolean old = now.isBefore(last) || !now.isBefore(last.plus(FRESH));
        if (old && lookedAt.compareAndSet(last, now)) {
            marks = look.get();
        }
        return marks.getOrDefault(project, "");
    }
}
