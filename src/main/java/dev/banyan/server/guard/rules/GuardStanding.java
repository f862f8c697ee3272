package dev.banyan.server.guard.rules;

import dev.banyan.server.guard.statistics.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * How a route stands with its guardrails, in the words of a product owner.
 *
 * @param verdict the worst of those guardrails that do more than tell
 * @param words why, and what is missing
 * @param callsOnNew since its rollout moved somebody last
 * @param newestData the end of what was measured last, by the database's clock; null when nothing was
 * @param bothDegraded a fault of both sides lasts: nobody is to blame, and nothing should go on
 * @param blindSince when the first came of what the guard has not looked at; null while it sees
 */
@RecordBuilder
public record GuardStanding(
        Verdict verdict, String words, long callsOnNew, Instant newestData, boolean bothDegraded, Instant blindSince) {

    /** Of a guard that sees. */
    public GuardStanding(Verdict verdict, String words, long callsOnNew, Instant newestData, boolean bothDegraded) {
        this(verdict, words, callsOnNew, newestData, bothDegraded, null);
    }

    /** What was harm stays harm; but nobody who does not see says that all is well. */
    public GuardStanding blind(Instant since, Instant now) {
        return verdict == Verdict.HARMFUL
                ? GuardStandingBuilder.builder(this).blindSince(since).build()
                : GuardStandingBuilder.builder(this)
                        .verdict(Verdict.INCONCLUSIVE)
                        .words(Sight.words(since, now))
                        .blindSince(since)
                        .build();
    }
}
