package dev.banyan.server.delivery.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.banyan.server.cache.DiskCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** How old what this replica serves is, across restarts too. Thread-safe. */
@ApplicationScoped
public class Freshness {
    private static final String ENTRY = "heard-at";
    /** So exact is the age of what a replica serves from its disk. */
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(15);

    private record Noted(Instant at) {}

    private final DiskCache disk;
    private final Clock clock;
    private final AtomicReference<Noted> noted = new AtomicReference<>(new Noted(Instant.EPOCH));
    private volatile Serving serving = new Serving(Serving.Source.NOTHING, null);

    Freshness(DiskCache disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    public Serving serving() {
        return serving;
    }

    void restored() {
        serving = new Serving(Serving.Source.DISK, readNote());
    }

    /** The database said just now which revisions are the newest, and this replica has them. */
    public void heard() {
        Instant now = clock.instant();
        serving = new Serving(Serving.Source.LIVE, now);
        Noted last = noted.get();
        if (last.at.plus(BETWEEN_NOTES).isBefore(now) && noted.compareAndSet(last, new Noted(now))) {
            note();
        }
    }

    /** The database is not heard any more. */
    public void lost() {
        Serving last = serving;
        if (last.source() == Serving.Source.LIVE) {
            serving = new Serving(Serving.Source.MEMORY, last.asOf());
            note();
        }
    }

    private void note() {
        disk.writeSoon(ENTRY, () -> serving.asOf().toString().getBytes(UTF_8));
    }

    private Instant readNote() {
        return disk.read(ENTRY, bytes -> Instant.parse(new String(bytes, UTF_8)))
                .orElse(null);
    }
}
