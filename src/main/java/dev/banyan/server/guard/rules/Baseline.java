package dev.banyan.server.guard.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.BudgetTest;
import dev.banyan.server.guard.statistics.Trials;
import dev.banyan.server.guard.statistics.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;

/**
 * What is usual of legacy for one operation, and whether it has just become worse than that: a one-sample test of legacy against its own
 * earlier share, with room for what changes over a day. The new side is held against the same share, to tell a fault of both from one of legacy
 * alone. None of it blames anybody.
 *
 * @param calls of legacy, of which the usual share was taken
 * @param legacy null until the usual share is known, and while it leaves no room for a harm; as is {@code fresh}
 * @param legacyWorseAt when it was last found; null when never
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
record Baseline(
        String operation,
        long calls,
        long bad,
        BudgetTest legacy,
        BudgetTest fresh,
        Instant legacyWorseAt,
        Instant newWorseAt) {
    /** With fewer, "usual" would be a matter of luck. */
    static final long ENOUGH = 500;

    private static final long CARRIED = 20_000;

    /** A fault that was found counts as lasting for so long; while it lasts it is found again and again. */
    private static final Duration LASTS = Duration.ofSeconds(30);

    static Baseline unknown(String operation) {
        return BaselineBuilder.builder()
                .operation(operation)
                .calls(0)
                .bad(0)
                .legacy(null)
                .fresh(null)
                .legacyWorseAt(null)
                .newWorseAt(null)
                .build();
    }

    Baseline plus(Observation look, Aim aim, Instant at) {
        if (legacy == null) {
            Baseline more = BaselineBuilder.builder()
                    .operation(operation)
                    .calls(calls + look.legacyCalls())
                    .bad(bad + look.legacyBad())
                    .legacy(null)
                    .fresh(null)
                    .legacyWorseAt(null)
                    .newWorseAt(null)
                    .build();
            return more.calls < ENOUGH ? more : more.testing(aim);
        }
        BudgetTest nextLegacy = legacy.add(new Trials(look.legacyCalls(), look.legacyBad()));
        BudgetTest nextNew = fresh.add(new Trials(look.newCalls(), look.newBad()));
        boolean legacyWorse = worse(nextLegacy);
        boolean newWorse = worse(nextNew);
        return BaselineBuilder.builder()
                .operation(operation)
                .calls(calls)
                .bad(bad)
                .legacy(legacyWorse ? test(aim) : nextLegacy)
                .fresh(newWorse ? test(aim) : nextNew)
                .legacyWorseAt(legacyWorse ? at : legacyWorseAt)
                .newWorseAt(newWorse ? at : newWorseAt)
                .build();
    }

    private Baseline testing(Aim aim) {
        return BaselineBuilder.builder(this).legacy(test(aim)).fresh(test(aim)).build();
    }

    /** Null where legacy could not become much worse: then it is learnt on. */
    private BudgetTest test(Aim aim) {
        double budget = share() + Math.max(aim.harm(), share() / 2);
        return Question.hasRoom(aim, budget) ? BudgetTest.start(aim, budget) : null;
    }

    private static boolean worse(BudgetTest test) {
        return test.finding().verdict() == Verdict.HARMFUL;
    }

    /** Never 0: that nothing failed yet does not say that nothing ever does. */
    double share() {
        return (bad + 1.0) / (calls + 2.0);
    }

    boolean known() {
        return calls >= ENOUGH;
    }

    boolean legacyIsWorse(Instant now) {
        return lately(legacyWorseAt, now);
    }

    boolean bothAreWorse(Instant now) {
        return lately(legacyWorseAt, now) && lately(newWorseAt, now);
    }

    private static boolean lately(Instant found, Instant now) {
        return found != null && Duration.between(found, now).compareTo(LASTS) < 0;
    }

    /** What the next episode begins with: the newest share that was found in order. */
    Baseline carried(Aim aim) {
        boolean newer = legacy != null && legacyWorseAt == null && legacy.all().calls() >= ENOUGH;
        long from = newer ? legacy.all().calls() : calls;
        long failed = newer ? legacy.all().bad() : bad;
        double part = Math.min(1, (double) CARRIED / Math.max(1, from));
        Baseline carried = BaselineBuilder.builder()
                .operation(operation)
                .calls(Math.round(from * part))
                .bad(Math.round(failed * part))
                .legacy(null)
                .fresh(null)
                .legacyWorseAt(null)
                .newWorseAt(null)
                .build();
        return carried.known() ? carried.testing(aim) : carried;
    }
}
