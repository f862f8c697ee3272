package dev.banyan.server.guard;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.flag.Rollouts;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailSet;
import dev.banyan.server.guard.rail.GuardrailSets;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.Breach;
import dev.banyan.server.guard.rules.Evidence;
import dev.banyan.server.guard.rules.GuardrailMonitor;
import dev.banyan.server.guard.rules.Inquiry;
import dev.banyan.server.guard.rules.Reading;
import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.server.health.fold.OutcomesFolded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks at all that is measured, as part of the transaction that keeps it: what was seen is seen exactly once. */
@ApplicationScoped
class GuardrailMonitoring {
    private static final Duration SHOWN = Duration.ofMinutes(3);

    private final Recurring recurring = new Recurring(Logger.getLogger(GuardrailMonitoring.class));
    private final Rollouts rollouts;
    private final GuardrailSets guardrails;
    private final AnalysisRuns episodes;
    private final Readings readings;
    private final DecisionLog decisions;
    private final ChangeLog changes;
    private final Event<DecisionsMade> made;

    GuardrailMonitoring(
            Rollouts rollouts,
            GuardrailSets guardrails,
            AnalysisRuns episodes,
            Readings readings,
            DecisionLog decisions,
            ChangeLog changes,
            Event<DecisionsMade> made) {
        this.rollouts = rollouts;
        this.guardrails = guardrails;
        this.episodes = episodes;
        this.readings = readings;
        this.decisions = decisions;
        this.changes = changes;
        this.made = made;
    }

    @Transactional
    void folded(@Observes OutcomesFolded event) {
        byEnvironment(event.blocks()).forEach((environment, blocks) -> watch(environment, blocks, event));
    }

    private static Map<Long, Map<String, List<OutcomeBlock>>> byEnvironment(List<OutcomeBlock> blocks) {
        return blocks.stream()
                .collect(Collectors.groupingBy(
                        OutcomeBlock::environmentId,
                        TreeMap::new,
                        Collectors.groupingBy(OutcomeBlock::route, TreeMap::new, Collectors.toList())));
    }

    private void watch(long environmentId, Map<String, List<OutcomeBlock>> blocks, OutcomesFolded event) {
        Instant now = event.at();
        Map<String, RolloutNow> current = rollouts.of(environmentId, blocks.keySet());
        List<RolloutNow> asking =
                current.values().stream().filter(RolloutNow::asksNew).toList();
        if (asking.isEmpty()) {
            return;
        }
        List<String> routes = asking.stream().map(RolloutNow::route).toList();
        Map<String, GuardrailSet> sets = guardrails.of(environmentId, routes);
        Map<String, AnalysisRun> before = episodes.lock(environmentId, routes);
        List<GuardrailMonitor.Watched> watched = asking.stream()
                .map(rollout -> look(episode(before, rollout, sets, now), rollout, blocks.get(rollout.route()), now))
                .flatMap(Optional::stream)
                .toList();
        if (watched.size() < asking.size()) {
            event.miss(environmentId, "not every route could be judged");
        }
        episodes.keep(watched);
        decide(watched, now);
    }

    /** What Prometheus answered counts with the transaction that keeps it; of several answers of one interval, the first that is kept. */
    @Transactional
    void read(Inquiry inquiry, Reading reading) {
        readings.add(inquiry, reading).ifPresent(now -> {
            List<String> route = List.of(inquiry.route());
            RolloutNow rollout = rollouts.of(inquiry.environmentId(), route).get(inquiry.route());
            if (rollout != null && rollout.asksNew()) {
                Map<String, AnalysisRun> before = episodes.lock(inquiry.environmentId(), route);
                AnalysisRun episode = episode(before, rollout, guardrails.of(inquiry.environmentId(), route), now);
                List<GuardrailMonitor.Watched> watched =
                        List.of(new GuardrailMonitor(episode, rollout, now).read(inquiry.rail(), reading));
                episodes.keep(watched);
                decide(watched, now);
            }
        });
    }

    /** One route that cannot be judged must not blind the guard for all others. */
    private Optional<GuardrailMonitor.Watched> look(
            AnalysisRun episode, RolloutNow rollout, List<OutcomeBlock> blocks, Instant now) {
        AtomicReference<GuardrailMonitor.Watched> watched = new AtomicReference<>();
        recurring.attempt(
                "Judging " + rollout.route() + " of " + rollout.scope(),
                () -> watched.set(new GuardrailMonitor(episode, rollout, now).look(blocks)));
        return Optional.ofNullable(watched.get());
    }

    private AnalysisRun episode(
            Map<String, AnalysisRun> episodes, RolloutNow rollout, Map<String, GuardrailSet> sets, Instant now) {
        AnalysisRun before = episodes.get(rollout.route());
        List<Guardrail> rails =
                sets.getOrDefault(rollout.route(), GuardrailSet.SUGGESTED).guardrails();
        return before != null && before.isOf(rollout)
                ? before.guardedBy(rails)
                : AnalysisRun.begin(rollout, rails, before, began(before, rollout, now));
    }

    /** With the change of the flag; what the whole environment did, or somebody who wanted it anew, counts from now on. */
    private Instant began(AnalysisRun before, RolloutNow rollout, Instant now) {
        boolean changed = before == null || rollout.version() > before.revision();
        return Optional.of(rollout)
                .filter(any -> changed)
                .flatMap(it -> changes.committedAt(it.scope(), it.version()))
                .orElse(now);
    }

    private void decide(List<GuardrailMonitor.Watched> all, Instant now) {
        boolean any = false;
        for (GuardrailMonitor.Watched watched : all) {
            for (Breach breach : watched.breaches()) {
                AnalysisRun episode = watched.episode();
                List<Evidence.Step> seconds = episodes.lately(episode, breach.rail(), now, SHOWN);
                List<Evidence.Value> values =
                        breach.rail().metric() == null ? null : readings.lately(episode, breach.rail(), now, SHOWN);
                decisions.add(episode, breach, Evidence.of(breach, episode, seconds, values), now);
                any = true;
            }
        }
        if (any) {
            made.fire(new DecisionsMade());
        }
    }

    @Scheduled(
            every = "${banyan.guard.forget-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt(
                "Forgetting seconds",
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    episodes.forgetSeconds();
                    readings.forget();
                }));
    }
}
