package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.health.figures.EventCount;
import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.server.health.figures.OutcomeCell;
import dev.banyan.server.health.figures.PairCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What a block of outcomes tells a guardrail, by the stages that the route is at. Wherever somebody asks legacy, new is compared with
 * it in the same block, each operation by itself; where both sides served the same requests, these are pairs; where nobody asks legacy any
 * more, new is judged alone.
 */
final class Observations {
    static final String SECOND_WRITE = "second write";
    static final String COMPARISON = "comparison";
    static final String REQUEST = "request";
    static final String WRITE = "write";
    static final String LOOK = "look";

    private final Set<Stage> stages;
    private final LegacyLatency limits;

    /** @param limits for slow requests: what is known of legacy before this block */
    Observations(Set<Stage> stages, LegacyLatency limits) {
        this.stages = stages;
        this.limits = limits;
    }

    List<Observation> of(Guardrail rail, OutcomeBlock block) {
        List<Observation> looks = switch (rail.kind()) {
            case ERROR_RATE -> errors(block);
            case SLOW -> bySide(block, cell -> limit(rail, cell) >= 0, cell -> slow(cell, limit(rail, cell)));
            case MISMATCH_RATE -> List.of(Observation.alone(COMPARISON, block.compared(), block.mismatched()));
            case SECOND_WRITES -> List.of(secondWrites(block));
            case BREAKER_OPENINGS -> List.of(openings(block));
            case EVENT -> List.of(events(rail.event(), block));
            case PROMETHEUS -> List.of();
        };
        return looks.stream()
                .filter(look -> look.tellsSomething() || isAwaited(look, block))
                .toList();
    }

    /** It is compared, but no service knows yet what is noise: that question is open, and holds up whoever wants to go on. */
    private static boolean isAwaited(Observation look, OutcomeBlock block) {
        return look.operation().equals(COMPARISON) && block.learning() > 0;
    }

    private List<Observation> errors(OutcomeBlock block) {
        List<Observation> looks = new ArrayList<>(bySide(block, cell -> true, OutcomeCell::errors));
        PairCounts pairs = block.pairs();
        looks.add(ObservationBuilder.builder()
                .method(Method.PAIRED)
                .operation("read")
                .legacyCalls(pairs.pairs())
                .legacyBad(pairs.onlyLegacyFailed())
                .newCalls(pairs.pairs())
                .newBad(pairs.onlyNewFailed())
                .build());
        return looks;
    }

    /** Both sides of each operation. */
    private List<Observation> bySide(
            OutcomeBlock block, Predicate<OutcomeCell> counts, ToLongFunction<OutcomeCell> bad) {
        Map<String, long[]> sums = new TreeMap<>();
        for (OutcomeCell cell : block.cells()) {
            if (counts.test(cell)) {
                long[] sum = sums.computeIfAbsent(cell.operation(), any -> new long[4]);
                int at = cell.side() == Side.LEGACY ? 0 : 2;
                sum[at] += cell.calls();
                sum[at + 1] += bad.applyAsLong(cell);
            }
        }
        return sums.entrySet().stream()
                .map(each -> look(each.getKey(), legacyIsAsked(each.getKey()), each.getValue()))
                .toList();
    }

    private static Observation look(String operation, boolean compared, long[] sums) {
        return compared
                ? ObservationBuilder.builder()
                        .method(Method.COMPARED)
                        .operation(operation)
                        .legacyCalls(sums[0])
                        .legacyBad(sums[1])
                        .newCalls(sums[2])
                        .newBad(sums[3])
                        .build()
                : Observation.alone(operation, sums[2], sums[3]);
    }

    private boolean legacyIsAsked(String operation) {
        return stages.stream().anyMatch(stage -> switch (operation) {
            case "read" -> stage.readsLegacy();
            case WRITE -> stage.writesLegacy();
            default -> stage.side() == Side.LEGACY;
        });
    }

    private long limit(Guardrail rail, OutcomeCell cell) {
        return rail.slowMillis() == null ? limits.p95Micros(cell.operation()) : rail.slowMillis() * 1000L;
    }

    private static long slow(OutcomeCell cell, long limitMicros) {
        return LegacyLatency.above(cell.latency(), limitMicros);
    }

    private static Observation secondWrites(OutcomeBlock block) {
        long calls = 0;
        long failed = 0;
        for (OutcomeCell cell : block.cells()) {
            if (cell.operation().equals(WRITE) && cell.side() != cell.stage().side()) {
                calls += cell.calls();
                failed += cell.errors();
            }
        }
        return Observation.alone(SECOND_WRITE, calls, failed);
    }

    private static Observation openings(OutcomeBlock block) {
        long calls = block.cells().stream()
                .filter(cell -> cell.side() == Side.NEW)
                .mapToLong(OutcomeCell::calls)
                .sum();
        return Observation.alone(REQUEST, Math.max(calls, block.breakerOpenings()), block.breakerOpenings());
    }

    /** An event belongs to the side that served the request, so it is counted against what each side served. */
    private Observation events(String name, OutcomeBlock block) {
        EventCount events = block.events().getOrDefault(name, new EventCount(0, 0));
        long[] sums = {served(block, Side.LEGACY), events.onLegacy(), served(block, Side.NEW), events.onNew()};
        return look(REQUEST, stages.stream().anyMatch(stage -> stage.side() == Side.LEGACY), sums);
    }

    private static long served(OutcomeBlock block, Side side) {
        return block.cells().stream()
                .filter(cell -> cell.side() == side && cell.stage().side() == side)
                .mapToLong(OutcomeCell::calls)
                .sum();
    }
}
