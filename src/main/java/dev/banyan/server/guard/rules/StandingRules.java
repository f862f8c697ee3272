package dev.banyan.server.guard.rules;

import dev.banyan.server.figures.Spans;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.statistics.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What follows from an episode for whoever wants to go on. Nothing seen, or nothing seen lately, is never good news. */
public final class StandingRules {
    private static final Duration STALE = Duration.ofSeconds(10);

    /** A route that gets a request a minute is not stale after ten seconds. */
    private static final int REQUESTS_MISSED = 20;

    private final RolloutNow rollout;
    private final List<Guardrail> guardrails;
    private final Instant now;

    public StandingRules(RolloutNow rollout, List<Guardrail> guardrails, Instant now) {
        this.rollout = rollout;
        this.guardrails = guardrails;
        this.now = now;
    }

    /** @param seen what is kept, or null; it may be of another episode than the one that the route is in now */
    public GuardStanding of(AnalysisRun seen) {
        if (!rollout.asksNew()) {
            return open("Nobody is on new yet, so there is nothing to judge.", 0, null);
        }
        if (guardrails.isEmpty()) {
            return open("No guardrail watches this route.", 0, null);
        }
        if (seen == null || !seen.isOf(rollout)) {
            return nothingYet();
        }
        return judged(seen.guardedBy(guardrails));
    }

    private GuardStanding nothingYet() {
        return open("No requests since it " + rollout.words() + ": nothing is known yet.", 0, null);
    }

    private GuardStanding judged(AnalysisRun episode) {
        Optional<GuardrailState> worst = counting(episode).stream().max(Comparator.comparing(this::badness));
        boolean both = episode.rails().stream().anyMatch(GuardrailState::degraded)
                && episode.rails().stream().anyMatch(rail -> rail.bothWorse(now).isPresent());
        Verdict verdict = worst.map(rail -> rail.verdict(now)).orElse(Verdict.INCONCLUSIVE);
        if (verdict == Verdict.HARMFUL) {
            return standing(verdict, words(worst.get()), episode, both);
        }
        if (episode.newest() == null) {
            return nothingYet();
        }
        if (both) {
            return standing(Verdict.INCONCLUSIVE, "Both sides degraded: the new side is not to blame", episode, true);
        }
        if (isStale(episode)) {
            return standing(Verdict.INCONCLUSIVE, stale(episode), episode, false);
        }
        return worst.map(rail -> standing(verdict, words(rail), episode, false))
                .orElseGet(() -> standing(verdict, "Nothing was measured that a guardrail watches", episode, false));
    }

    /** What only tells holds nobody up, nor does what the route does not do, such as comparing. */
    private static List<GuardrailState> counting(AnalysisRun episode) {
        return episode.rails().stream()
                .filter(state -> state.rail().action() != Reaction.TELL)
                .filter(state ->
                        isAwaited(state.rail().kind()) || !state.questions().isEmpty())
                .toList();
    }

    /** Whether it holds up before anything was counted. */
    private static boolean isAwaited(GuardrailKind kind) {
        return switch (kind) {
            case ERROR_RATE, PROMETHEUS -> true;
            case SLOW, MISMATCH_RATE, SECOND_WRITES, BREAKER_OPENINGS, EVENT -> false;
        };
    }

    private int badness(GuardrailState state) {
        return switch (state.verdict(now)) {
            case HEALTHY -> 0;
            case INCONCLUSIVE -> 1;
            case HARMFUL -> 2;
        };
    }

    private String words(GuardrailState state) {
        return state.rail().title() + ": " + GuardrailStateWords.standing(state, now);
    }

    private boolean isStale(AnalysisRun episode) {
        return Duration.between(episode.newest(), now).compareTo(expectedWithin(episode)) > 0;
    }

    private static Duration expectedWithin(AnalysisRun episode) {
        Duration measured = Duration.between(episode.began(), episode.newest());
        Duration usual = measured.multipliedBy(REQUESTS_MISSED).dividedBy(Math.max(1, episode.callsOnNew()));
        return usual.compareTo(STALE) > 0 ? usual : STALE;
    }

    private String stale(AnalysisRun episode) {
        return "No outcomes for " + Spans.inSeconds(Duration.between(episode.newest(), now))
                + ": nobody can say how new is doing";
    }

    private static GuardStanding standing(Verdict verdict, String words, AnalysisRun episode, boolean both) {
        return new GuardStanding(verdict, words, episode.callsOnNew(), episode.newest(), both);
    }

    private static GuardStanding open(String words, long calls, Instant newest) {
        return new GuardStanding(Verdict.INCONCLUSIVE, words, calls, newest, false);
    }
}
