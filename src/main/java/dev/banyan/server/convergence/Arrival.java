package dev.banyan.server.convergence;

import dev.banyan.server.delivery.instance.LateInstance;
import dev.banyan.server.delivery.instance.Reach;
import dev.banyan.server.delivery.instance.Spread;
import dev.banyan.server.environment.history.Commit;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a change arrived, as it is kept when nobody remembers the acknowledgements any more.
 *
 * @param missing who had not applied it; the first of them only
 * @param countedAt when this was counted, by the database's clock
 */
@RecordBuilder
public record Arrival(
        long environmentId,
        long revision,
        int total,
        int applied,
        int refused,
        int gone,
        Long firstMillis,
        Long p50Millis,
        Long p99Millis,
        Long lastMillis,
        List<Missing> missing,
        Instant countedAt) {
    static final int NAMED = 20;

    private static final Duration BUSY = Duration.ofMinutes(5);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** An instance that had not applied a change. */
    public record Missing(String application, String host, String id, Straggler.State state) {
        static Missing of(LateInstance laggard) {
            return new Missing(
                    laggard.instance().application(),
                    laggard.instance().host(),
                    laggard.instance().id(),
                    Straggler.State.of(laggard));
        }
    }

    static Arrival of(Reach reach, Instant now) {
        Spread spread = reach.spread();
        return ArrivalBuilder.builder()
                .environmentId(spread.environmentId())
                .revision(spread.revision())
                .total(spread.total())
                .applied(spread.applied())
                .refused(spread.refused())
                .gone(spread.gone())
                .firstMillis(spread.firstMillis())
                .p50Millis(spread.p50Millis())
                .p99Millis(spread.p99Millis())
                .lastMillis(spread.lastMillis())
                .missing(reach.laggards().stream().map(Missing::of).toList())
                .countedAt(now)
                .build();
    }

    public boolean complete() {
        return total > 0 && applied == total;
    }

    /** Nothing more will come of it: all have it, nobody was there, or who is missing has been missing for an hour. */
    boolean settled(Commit commit) {
        Duration age = Duration.between(commit.at(), countedAt);
        return complete() || age.compareTo(LONGEST) >= 0 || total == 0 && age.compareTo(SELDOM) >= 0;
    }

    /** Often while it spreads; later only whoever was cut off can still come back. */
    boolean due(Commit commit, Instant now) {
        return !settled(commit)
                && (spreads(commit, now) || Duration.between(countedAt, now).compareTo(SELDOM) >= 0);
    }

    static boolean spreads(Commit commit, Instant now) {
        return Duration.between(commit.at(), now).compareTo(BUSY) < 0;
    }
}
