package dev.banyan.server.access.sdkkey;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What was refused to holders of SDK keys for being too much or for what cannot be. A service that is refused goes on deciding, so nobody would find
 * out: it is counted in memory and written beside the key every few seconds. Thread-safe.
 */
@ApplicationScoped
public class SdkKeyRefusals {
    /** Too large, impossible, too often. What is wrong once, or not there, is between the two of us. */
    private static final Set<Integer> TOLD = Set.of(413, 422, 429);

    private static final int LONGEST = 200;
    private static final Duration LATELY = Duration.ofDays(1);

    private final Recurring recurring = new Recurring(Logger.getLogger(SdkKeyRefusals.class));
    private final Map<Long, Refused> waiting = new ConcurrentHashMap<>();
    private final SdkKeyRows rows;
    private final Clock clock;

    private record Refused(long count, Instant lastAt, String last) {
        Refused plus(Refused later) {
            return new Refused(count + later.count, later.lastAt, later.last);
        }
    }

    SdkKeyRefusals(SdkKeyRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** A request of the key's holder, such as {@code POST /sdk/v1/telemetry}, was answered with this status. */
    public void answered(SdkKeyScope key, int status, String request) {
        if (TOLD.contains(status)) {
            String last = status + " " + request;
            Refused one = new Refused(1, clock.instant(), last.substring(0, Math.min(LONGEST, last.length())));
            waiting.merge(key.keyId(), one, Refused::plus);
        }
    }

    /** Keys of an environment to which something was refused within the last day, the latest first. */
    public List<SdkKeyView> lately(long environmentId) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> rows.refusedSince(environmentId, clock.instant().minus(LATELY)).stream()
                        .map(SdkKeyView::of)
                        .toList());
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void write() {
        for (Long keyId : waiting.keySet()) {
            recurring.attempt("Noting what was refused to SDK keys", () -> write(keyId, waiting.remove(keyId)));
        }
    }

    private void write(long keyId, Refused refused) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> rows.refused(keyId, refused.count, refused.lastAt, refused.last));
        } catch (RuntimeException failed) {
            waiting.merge(keyId, refused, (later, before) -> before.plus(later));
            throw failed;
        }
    }
}
