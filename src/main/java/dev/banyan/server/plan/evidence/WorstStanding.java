package dev.banyan.server.plan.evidence;

import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.guard.rules.GuardStandingBuilder;
import dev.banyan.server.guard.statistics.Verdict;
import java.time.Instant;
import java.util.List;

/** Of routes that move together, what must hold for each of them. */
final class WorstStanding {
    private static final List<Verdict> WORSE_AND_WORSE =
            List.of(Verdict.HEALTHY, Verdict.INCONCLUSIVE, Verdict.HARMFUL);

    private WorstStanding() {}

    static GuardStanding of(List<GuardStanding> all) {
        return all.stream().reduce(WorstStanding::worse).orElseThrow();
    }

    private static GuardStanding worse(GuardStanding one, GuardStanding other) {
        GuardStanding worse = badness(one) >= badness(other) ? one : other;
        return GuardStandingBuilder.builder()
                .verdict(worse.verdict())
                .words(worse.words())
                .callsOnNew(Math.min(one.callsOnNew(), other.callsOnNew()))
                .newestData(older(one.newestData(), other.newestData()))
                .bothDegraded(one.bothDegraded() || other.bothDegraded())
                .blindSince(one.blindSince() == null ? other.blindSince() : one.blindSince())
                .build();
    }

    private static int badness(GuardStanding standing) {
        return WORSE_AND_WORSE.indexOf(standing.verdict());
    }

    private static Instant older(Instant one, Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isBefore(other) ? one : other;
    }
}
