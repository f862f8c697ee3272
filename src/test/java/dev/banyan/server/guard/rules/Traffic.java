package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.flag.state.RolloutNowBuilder;
import dev.banyan.server.health.figures.EventCount;
import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.server.health.figures.OutcomeBlockBuilder;
import dev.banyan.server.health.figures.OutcomeCell;
import dev.banyan.server.health.figures.OutcomeCellBuilder;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.wire.LatencyBuckets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks of outcomes and rollouts for tests. */
public final class Traffic {
    public static final Instant START = Instant.parse("2026-03-02T14:00:00Z");

    private final List<OutcomeCell> cells = new ArrayList<>();
    private PairCounts pairs = PairCounts.NONE;
    private long compared;
    private long mismatched;
    private long learning;
    private long openings;
    private Map<String, EventCount> events = Map.of();

    static Traffic in() {
        return new Traffic();
    }

    Traffic calls(Stage stage, Side side, String operation, long calls, long errors) {
        return calls(stage, side, operation, calls, errors, calls, 0);
    }

    /** @param slow of the calls took a second, the others ten milliseconds */
    Traffic calls(Stage stage, Side side, String operation, long calls, long errors, long fast, long slow) {
        long[][] latency = {{LatencyBuckets.index(10_000), fast}, {LatencyBuckets.index(1_000_000), slow}};
        cells.add(OutcomeCellBuilder.builder()
                .stage(stage)
                .side(side)
                .operation(operation)
                .calls(calls)
                .errors(errors)
                .errorKinds(Map.of())
                .latency(latency)
                .build());
        return this;
    }

    /** A two-stage route: both sides get calls, each fails as often as said. */
    Traffic both(long legacyCalls, long legacyErrors, long newCalls, long newErrors) {
        return calls(Stage.OFF, Side.LEGACY, "call", legacyCalls, legacyErrors)
                .calls(Stage.COMPLETE, Side.NEW, "call", newCalls, newErrors);
    }

    Traffic pairs(long all, long onlyLegacy, long onlyNew, long both) {
        pairs = new PairCounts(all, onlyLegacy, onlyNew, both);
        return this;
    }

    Traffic comparisons(long all, long different) {
        compared = all;
        mismatched = different;
        return this;
    }

    Traffic learning(long all) {
        learning = all;
        return this;
    }

    Traffic openings(long count) {
        openings = count;
        return this;
    }

    Traffic event(String name, long onLegacy, long onNew) {
        events = Map.of(name, new EventCount(onLegacy, onNew));
        return this;
    }

    OutcomeBlock at(long second) {
        return block(7, "orders.get", START.plusSeconds(second));
    }

    OutcomeBlock block(long environmentId, String route, Instant from) {
        return block(environmentId, route, from, from);
    }

    OutcomeBlock block(long environmentId, String route, Instant from, Instant since) {
        return OutcomeBlockBuilder.builder()
                .environmentId(environmentId)
                .route(route)
                .from(from)
                .to(from.plusSeconds(1))
                .since(since)
                .cells(List.copyOf(cells))
                .pairs(pairs)
                .compared(compared)
                .mismatched(mismatched)
                .learning(learning)
                .breakerOpenings(openings)
                .events(events)
                .build();
    }

    public static RolloutNow rollout(long version, Stage... stages) {
        return rollout(version, false, stages);
    }

    static RolloutNow rollout(long version, boolean rolledBack, Stage... stages) {
        Set<Stage> all = Set.of(stages);
        Stage last = all.contains(Stage.DUALWRITE) || all.contains(Stage.RAMPDOWN) ? Stage.SHADOW : Stage.OFF;
        boolean leadsBack = all.stream().anyMatch(stage -> stage.compareTo(last) > 0);
        String standing = all.stream().sorted().toList().toString();
        return RolloutNowBuilder.builder()
                .scope(new EnvironmentScope(7, "shop", "production"))
                .route("orders.get")
                .standing(standing)
                .words("serves 25 % from new")
                .stages(all)
                .version(version)
                .revision(version)
                .rolledBack(rolledBack)
                .leadsBack(leadsBack)
                .build();
    }
}
