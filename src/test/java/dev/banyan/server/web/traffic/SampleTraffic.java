package dev.banyan.server.web.traffic;

import dev.banyan.evaluation.Side;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.DataAge;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What comes in lately. */
public final class SampleTraffic {
    private SampleTraffic() {}

    public static SideFigures side(Side side, long calls, long errors) {
        long base = side == Side.NEW ? 11_400 : 18_200;
        return calls == 0
                ? SideFigures.silent(side, Samples.FIVE_MINUTES)
                : SideFiguresBuilder.builder()
                        .side(side)
                        .calls(calls)
                        .served(calls)
                        .errors(errors)
                        .p50Micros(base)
                        .p95Micros(base * 3)
                        .p99Micros(base * 5)
                        .span(Samples.FIVE_MINUTES)
                        .build();
    }

    public static SplitView split(long legacy, long fresh, long freshErrors) {
        return new SplitView(
                side(Side.LEGACY, legacy, legacy / 4_000),
                side(Side.NEW, fresh, freshErrors),
                new DataAge(legacy + fresh == 0 ? null : Duration.ofMillis(900)));
    }

    /** Five minutes in which the share goes from nothing to a quarter and back when the new side fails. */
    public static List<TrafficPoint> points(boolean failing) {
        List<TrafficPoint> points = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long all = 78 + Math.round(9 * Math.sin(i / 7.0)) + (i * 37 % 11);
            double share = i < 40 ? 0 : i < 80 ? 0.1 : failing && i > 132 ? 0 : 0.25;
            long fresh = Math.round(all * share);
            long errors = failing && i > 108 && i <= 132 ? Math.round(fresh * Math.min(0.6, (i - 108) / 20.0)) : 0;
            points.add(new TrafficPoint(
                    Samples.NOW.minusSeconds(300 - i * 2L),
                    step(all - fresh, i % 47 == 0 ? 1 : 0, 54_000 + (i * 53 % 17) * 900L),
                    step(fresh, errors, 33_000 + (i * 31 % 13) * 800L + (errors > 0 ? 30_000 : 0))));
        }
        return points;
    }

    public static TrafficPoint.SideStep step(long calls, long errors, long p95Micros) {
        return new TrafficPoint.SideStep(calls, calls, errors, calls == 0 ? -1 : p95Micros);
    }

    public static TrafficView traffic(SplitView split, boolean failing) {
        List<ChangeMark> changes = new ArrayList<>(List.of(
                new ChangeMark(Samples.NOW.minusSeconds(220), "0 → 10 %", "Ana", false),
                new ChangeMark(Samples.NOW.minusSeconds(140), "10 → 25 %", "Ana", false)));
        if (failing) {
            changes.add(new ChangeMark(Samples.NOW.minusSeconds(34), "Rolled back", "Sam", true));
        }
        return new TrafficView(
                split,
                failing ? "0 %" : "24.6 %",
                ChartGeometry.draw(points(failing), changes, Samples.NOW, Samples.FIVE_MINUTES, Duration.ofSeconds(2)));
    }

    public static SplitView stale(SplitView split) {
        return new SplitView(split.legacySide(), split.newSide(), new DataAge(Duration.ofSeconds(14)));
    }

    public static TrafficView stale(TrafficView traffic) {
        return new TrafficView(stale(traffic.split()), null, traffic.chart());
    }

    public static TrafficView silence() {
        return new TrafficView(
                new SplitView(side(Side.LEGACY, 0, 0), side(Side.NEW, 0, 0), DataAge.NEVER),
                null,
                ChartGeometry.draw(List.of(), List.of(), Samples.NOW, Samples.FIVE_MINUTES, Duration.ofSeconds(2)));
    }
}
