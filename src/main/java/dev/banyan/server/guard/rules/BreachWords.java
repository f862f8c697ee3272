package dev.banyan.server.guard.rules;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.statistics.Finding;
import java.util.List;

/**
 * Why something was done, in one or two sentences that name the figures. They are kept with the decision, and are the reason of the
 * rollback in the change log and the audit trail: what is said of the past must not change with a later release.
 */
public final class BreachWords {
    private final Breach breach;
    private final Guardrail rail;
    private final Observation seen;
    private final Finding finding;
    private final Evidence.Step lately;

    private BreachWords(Breach breach, List<Evidence.Step> seconds) {
        this.breach = breach;
        this.lately = Evidence.sum(seconds);
        this.rail = breach.rail();
        this.seen = breach.question().seen();
        this.finding = breach.question().finding();
    }

    /** @param seconds the last of this rollout, as {@link Evidence#lately()} has them */
    public static String of(Breach breach, List<Evidence.Step> seconds) {
        BreachWords words = new BreachWords(breach, seconds);
        return breach.cause() == Breach.Cause.BOTH_DEGRADED ? words.bothDegraded() : words.harm();
    }

    private String harm() {
        return switch (breach.question().method()) {
            case COMPARED -> compared();
            case PAIRED -> paired();
            case ALONE -> alone();
        };
    }

    private String compared() {
        return "New " + does() + " more often than legacy in the same seconds: " + latelyOf()
                + "since this rollout began "
                + sides(seen.newBad(), seen.newCalls(), seen.legacyBad(), seen.legacyCalls())
                + (finding.low() > 0 ? ", a difference of at least " + Shares.percent(finding.low()) : "")
                + ". " + matters();
    }

    private String latelyOf() {
        return lately.newCalls() == 0 || lately.newCalls() == seen.newCalls()
                ? ""
                : "lately " + sides(lately.newBad(), lately.newCalls(), lately.legacyBad(), lately.legacyCalls())
                        + "; ";
    }

    private static String sides(long newBad, long newCalls, long legacyBad, long legacyCalls) {
        return Shares.of(newBad, newCalls) + " on new, " + Shares.of(legacyBad, legacyCalls) + " on legacy";
    }

    private String paired() {
        return "Of " + Figures.count(seen.newCalls()) + " requests that both sides served, "
                + Figures.count(seen.newBad()) + " failed on new alone and " + Figures.count(seen.legacyBad())
                + " on legacy alone. " + matters();
    }

    private String alone() {
        return switch (rail.kind()) {
            case PROMETHEUS -> overTheLimit();
            case MISMATCH_RATE -> overTheBudget("The answers of both sides differ too often: ");
            case SECOND_WRITES -> overTheBudget("Second writes fail too often: ");
            case BREAKER_OPENINGS -> overTheBudget("The circuit breaker of new opens too often per request: ");
            case ERROR_RATE, SLOW, EVENT ->
                overTheBudget("New " + does() + " too often, and no legacy traffic is left to compare it with: ");
        };
    }

    private String overTheBudget(String what) {
        return what
                + (lately.newCalls() == 0 || lately.newCalls() == seen.newCalls()
                        ? ""
                        : "lately " + Shares.of(lately.newBad(), lately.newCalls()) + ", in all ")
                + Shares.of(seen.newBad(), seen.newCalls()) + ", where "
                + Shares.percent(breach.question().alone().budget()) + " is usual or allowed. " + matters();
    }

    private String overTheLimit() {
        Reading newest = breach.state().reading();
        boolean alsoLately = lately.newCalls() > 0 && lately.newCalls() < seen.newCalls();
        return "What Prometheus gives for " + rail.metric().name() + " is over "
                + rail.metric().limit() + " too often: "
                + (alsoLately ? "lately " + looks(lately.newBad(), lately.newCalls()) + ", in all " : "")
                + looks(seen.newBad(), seen.newCalls()) + ", where "
                + Shares.percent(breach.question().alone().budget()) + " is allowed. "
                + (newest == null || newest.value() == null
                        ? ""
                        : "At last it was " + Figures.written(newest.value()) + ". ")
                + "From " + Shares.exact(rail.harm()) + " more on it counts as harm.";
    }

    private static String looks(long bad, long looks) {
        return Figures.count(bad) + " of " + Figures.count(looks, "look", "looks") + " ("
                + Shares.percent((double) bad / looks) + ")";
    }

    private String matters() {
        return "From " + Shares.exact(rail.harm())
                + " more on it counts as harm; chance alone would lead here in at most " + Shares.exact(rail.alpha())
                + " of healthy rollouts.";
    }

    private String bothDegraded() {
        Baseline usual = breach.usual();
        String legacy = usual == null || usual.legacy() == null
                ? "legacy is worse than usual"
                : "legacy " + does() + " more often than the usual " + Shares.percent(usual.share())
                        + " of its requests";
        return "Both sides degraded: " + legacy + ", and new is no worse than legacy"
                + (lately.legacyCalls() > 0
                        ? " (lately "
                                + sides(lately.newBad(), lately.newCalls(), lately.legacyBad(), lately.legacyCalls())
                                + ")"
                        : "")
                + ". The new side is not to blame.";
    }

    private String does() {
        return switch (rail.kind()) {
            case SLOW -> "is slow";
            case EVENT -> "shows " + rail.event();
            case ERROR_RATE, MISMATCH_RATE, SECOND_WRITES, BREAKER_OPENINGS, PROMETHEUS -> "fails";
        };
    }
}
