package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.Side;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.server.health.figures.OutcomeCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of watching one route: from what was seen before and what has just been measured to what was seen, and what is to be done. */
public final class GuardrailMonitor {
    private final RolloutNow rollout;
    private final Instant now;
    private AnalysisRun episode;
    private final List<Second> seconds = new ArrayList<>();

    /**
     * @param episode the one that the route is in, already guarded by the guardrails that hold now
     * @param now the database's time
     */
    public GuardrailMonitor(AnalysisRun episode, RolloutNow rollout, Instant now) {
        this.episode = episode;
        this.rollout = rollout;
        this.now = now;
    }

    /** What is seen after a fold, and what follows. */
    public record Watched(AnalysisRun episode, List<Second> seconds, List<Breach> breaches) {}

    /** What was begun to be counted before the episode may hold what came of the rollout before: after a resume it would be rolled back for it again. */
    public Watched look(List<OutcomeBlock> blocks) {
        blocks.stream()
                .filter(block -> !block.since().isBefore(episode.began()))
                .sorted(Comparator.comparing(OutcomeBlock::from))
                .forEach(this::add);
        List<Breach> breaches = breaches();
        return new Watched(episode, List.copyOf(seconds), breaches);
    }

    /** The same with one answer of Prometheus; it may have been asked for a guardrail, or for a rollout, that does not hold any more. */
    public Watched read(Guardrail asked, Reading reading) {
        boolean counts = !reading.at().isBefore(episode.began())
                && episode.rails().stream().anyMatch(state -> state.rail().equals(asked));
        if (!counts) {
            return new Watched(episode, List.of(), List.of());
        }
        episode = episode.with(episode.rails().stream()
                .map(state -> state.rail().equals(asked) ? state.plus(reading) : state)
                .toList());
        if (reading.value() != null) {
            Observation look = Observation.of(asked.metric(), reading.value());
            seconds.add(Second.of(reading.at()).plus(asked.name(), List.of(look)));
        }
        List<Breach> breaches = breaches();
        return new Watched(episode, List.copyOf(seconds), breaches);
    }

    private void add(OutcomeBlock block) {
        List<GuardrailState> next = new ArrayList<>();
        Second second = Second.of(block.from());
        for (GuardrailState state : episode.rails()) {
            List<Observation> looks = new Observations(episode.stages(), state.latency()).of(state.rail(), block);
            GuardrailState after = state;
            for (Observation look : looks) {
                after = after.plus(look, now);
            }
            boolean learns = state.rail().kind() == GuardrailKind.SLOW;
            next.add(learns ? after.with(state.latency().plus(block)) : after);
            second = state.rail().metric() == null ? second.plus(state.rail().name(), looks) : second;
        }
        seconds.add(second);
        episode = episode.with(next).seen(block.to(), callsOnNew(block));
    }

    private static long callsOnNew(OutcomeBlock block) {
        return block.cells().stream()
                .filter(cell -> cell.side() == Side.NEW)
                .mapToLong(OutcomeCell::calls)
                .sum();
    }

    /** Each is told of once in an episode, a fault of both sides once as long as it lasts; one rollback is enough, whatever else there is. */
    private List<Breach> breaches() {
        boolean legacyIsWorse = episode.rails().stream().anyMatch(rail -> rail.legacyIsWorse(now));
        boolean known = episode.rails().stream().anyMatch(GuardrailState::degraded);
        List<Breach> found = new ArrayList<>();
        episode = episode.with(episode.rails().stream()
                .map(state -> judged(state, legacyIsWorse, known, found))
                .toList());
        return worth(found);
    }

    private GuardrailState judged(GuardrailState state, boolean legacyIsWorse, boolean known, List<Breach> found) {
        Optional<Question> harm = state.breached() ? Optional.empty() : state.harmful();
        Optional<Baseline> both = state.bothWorse(now);
        // Alone it cannot tell a fault of new from one of both; what legacy does on the side can.
        boolean common =
                harm.filter(it -> it.method() == Method.ALONE && legacyIsWorse).isPresent();
        boolean breach = harm.isPresent() && !common;
        if (breach) {
            found.add(new Breach(Breach.Cause.HARM, state, harm.get(), null, reaction(state, harm.get())));
        } else if (!known) {
            both.map(usual -> degraded(state, usual))
                    .or(() -> harm.map(it -> degraded(state, it)))
                    .ifPresent(found::add);
        }
        GuardrailState asked = common ? state.anew(state.rail()) : state;
        return asked.marked(state.breached() || breach, both.isPresent());
    }

    private static Breach degraded(GuardrailState state, Question question) {
        return new Breach(Breach.Cause.BOTH_DEGRADED, state, question, null, gently(state));
    }

    private static Breach degraded(GuardrailState state, Baseline usual) {
        Question question = state.questions().stream()
                .filter(each -> each.operation().equals(usual.operation()))
                .findFirst()
                .orElseThrow();
        return new Breach(Breach.Cause.BOTH_DEGRADED, state, question, usual, gently(state));
    }

    private static Reaction gently(GuardrailState state) {
        return state.rail().action() == Reaction.TELL ? Reaction.TELL : Reaction.PAUSE;
    }

    private Reaction reaction(GuardrailState state, Question question) {
        return Consequence.of(state.rail().action(), state.rail().kind(), question.operation(), rollout);
    }

    private List<Breach> worth(List<Breach> found) {
        List<Breach> alike = rollout.rolledBack()
                ? found.stream()
                        .filter(each -> each.reaction() == Reaction.TELL)
                        .toList()
                : found;
        boolean goesBack = alike.stream().anyMatch(each -> each.reaction() == Reaction.ROLL_BACK);
        return goesBack ? oneBack(alike) : onePause(alike);
    }

    private static List<Breach> oneBack(List<Breach> breaches) {
        Stream<Breach> back = breaches.stream()
                .filter(each -> each.reaction() == Reaction.ROLL_BACK)
                .limit(1);
        Stream<Breach> told = breaches.stream().filter(each -> each.reaction() == Reaction.TELL);
        return Stream.concat(back, told).toList();
    }

    /** A fault of both sides shows in many guardrails at once and is one fault. */
    private static List<Breach> onePause(List<Breach> breaches) {
        List<Breach> one = new ArrayList<>();
        for (Breach breach : breaches) {
            boolean known = breach.cause() == Breach.Cause.BOTH_DEGRADED
                    && one.stream().anyMatch(other -> other.cause() == Breach.Cause.BOTH_DEGRADED);
            if (!known) {
                one.add(breach);
            }
        }
        return one;
    }
}
