package dev.banyan.server.web;

import static dev.banyan.server.web.Samples.NOW;
import static dev.banyan.server.web.Samples.PRODUCTION;

import dev.banyan.evaluation.Side;
import dev.banyan.server.health.DifferentPath;
import dev.banyan.server.health.OutcomeSpan;
import dev.banyan.server.health.SideOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Past traffic of a route: an hour in which a quarter moves and the new side begins to fail, and one without anything. */
final class SamplePastTraffic {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int STEPS = 61;
    private static final int MOVED = 20;
    private static final int FAILS = 50;

    private SamplePastTraffic() {}

    static Map<String, PastTrafficView> all(Layout layout) {
        Map<String, PastTrafficView> all = new LinkedHashMap<>();
        all.put(
                "traffic",
                view(
                        layout,
                        IntStream.range(0, STEPS)
                                .mapToObj(SamplePastTraffic::step)
                                .toList()));
        all.put(
                "traffic-silent",
                view(
                        layout,
                        IntStream.range(0, STEPS)
                                .mapToObj(SamplePastTraffic::silence)
                                .toList()));
        return all;
    }

    private static PastTrafficView view(Layout layout, List<OutcomeSpan> steps) {
        return PastTrafficWords.view(
                layout,
                PRODUCTION.route("orders.get"),
                PastSpan.HOUR,
                steps,
                STEP,
                List.of(),
                List.of(
                        new DifferentPath("$.orders[].total", "changed", 1_204, 0),
                        new DifferentPath("$.servedAt", "changed", 9_000, 800)),
                NOW);
    }

    private static OutcomeSpan step(int index) {
        long fresh = index < MOVED ? 0 : 1_200 + index * 37 % 90;
        long errors = index < FAILS ? fresh / 1_000 : fresh / 8;
        return span(index, side(Side.LEGACY, 4_800 - fresh, 3, 18), side(Side.NEW, fresh, errors, 11));
    }

    private static OutcomeSpan silence(int index) {
        return span(index, side(Side.LEGACY, 0, 0, 0), side(Side.NEW, 0, 0, 0));
    }

    private static OutcomeSpan span(int index, SideOutcome legacy, SideOutcome fresh) {
        Instant from = NOW.minus(STEP.multipliedBy(STEPS - 1L - index));
        return new OutcomeSpan(from, legacy, fresh, from, null, 0, 0, 0, Map.of());
    }

    private static SideOutcome side(Side side, long calls, long errors, double millis) {
        return calls == 0
                ? new SideOutcome(side, 0, 0, 0, null, null, null, 0, Map.of())
                : new SideOutcome(side, calls, calls, errors, millis, millis * 3, millis * 7, 0, Map.of());
    }
}
