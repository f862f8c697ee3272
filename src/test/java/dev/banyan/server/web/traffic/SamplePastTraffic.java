package dev.banyan.server.web.traffic;

import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.flag.PastChange.Snapshot;
import dev.banyan.server.flag.PastChangeBuilder;
import dev.banyan.server.flag.PastChangeSnapshotBuilder;
import dev.banyan.server.flag.PastMove;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.health.comparison.DifferentPath;
import dev.banyan.server.health.figures.SideOutcome;
import dev.banyan.server.health.figures.SideOutcomeBuilder;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.OutcomeSpanBuilder;
import dev.banyan.server.health.reading.RouteTrend;
import dev.banyan.server.web.history.HistoryWords;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.preview.SamplePages;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.route.SampleSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Past traffic: of a route an hour in which a quarter moves, fails and is taken back; of all routes a week in which they move one by one. */
public final class SamplePastTraffic {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final int MINUTES = 61;
    private static final int WEEK = 85;
    private static final int MOVED = 20;
    private static final int FAILS = 48;
    private static final int BACK = 52;

    private SamplePastTraffic() {}

    public static Map<String, SamplePages.Sample> all() {
        Map<String, SamplePages.Sample> all = new LinkedHashMap<>();
        all.put("traffic", route(SamplePastTraffic::minute));
        all.put("traffic-silent", route(SamplePastTraffic::silence));
        all.put("environment-traffic", environment(SamplePastTraffic::hours, moves()));
        all.put("environment-traffic-silent", environment(SamplePastTraffic::silence, List.of()));
        return all;
    }

    /** The same week on the overview. */
    public static PastGlance glance() {
        List<OutcomeSpan> steps = steps(WEEK, SamplePastTraffic::hours);
        PastTrafficWords words = new PastTrafficWords(PastSpan.WEEK, steps, TWO_HOURS, NOW);
        return new PastGlance(
                PRODUCTION.traffic() + "?span=7d",
                PastSpan.WEEK,
                words.split(total(steps)),
                words.requests(new MoveWords(PRODUCTION, moves()).marks(TWO_HOURS)));
    }

    private static SamplePages.Sample route(IntFunction<OutcomeSpan> step) {
        RouteAddress address = PRODUCTION.route("orders.get");
        List<OutcomeSpan> steps = steps(MINUTES, step);
        List<PastChange> history = List.of(
                change("flag.rolled-back", 25, 25, NOW.minus(MINUTE.multipliedBy(MINUTES - BACK)), "guard"),
                change("flag.changed", 5, 25, NOW.minus(MINUTE.multipliedBy(MINUTES - MOVED)), "Ana"),
                change("flag.changed", 0, 5, NOW.minus(MINUTE.multipliedBy(MINUTES - MOVED + 6)), "Ana"));
        PastTrafficWords words = new PastTrafficWords(PastSpan.HOUR, steps, MINUTE, NOW);
        PastTrafficView view = new PastTrafficView(
                Samples.layout("Traffic of orders.get", Section.ROUTES, null),
                address,
                words.traffic(
                        address.traffic(),
                        total(steps),
                        HistoryWords.marks(history),
                        PastChanges.of(PastTrafficWords.changes(history, NOW), null)),
                words.mismatches(
                        total(steps),
                        List.of(
                                new DifferentPath("$.orders[].total", "changed", 1_204, 0),
                                new DifferentPath("$.orders[].voucher.code", "missing", 87, 0),
                                new DifferentPath("$.servedAt", "changed", 9_000, 800))));
        return new SamplePages.Sample("web/traffic/route-traffic", Map.of("view", view));
    }

    private static SamplePages.Sample environment(IntFunction<OutcomeSpan> step, List<PastMove> moves) {
        List<OutcomeSpan> steps = steps(WEEK, step);
        MoveWords changes = new MoveWords(PRODUCTION, moves);
        PastTrafficWords words = new PastTrafficWords(PastSpan.WEEK, steps, TWO_HOURS, NOW);
        EnvironmentTrafficView view = new EnvironmentTrafficView(
                Samples.layout("Traffic", Section.TRAFFIC, null),
                PRODUCTION,
                words.traffic(
                        PRODUCTION.traffic(),
                        total(steps),
                        changes.marks(TWO_HOURS),
                        PastChanges.of(changes.rows(NOW), PRODUCTION.audit())),
                List.of(
                        line("orders.get", 40, 100, words),
                        line("customers.update", 20, 45, words),
                        line("orders.list", 64, 8, words),
                        line("catalogue.search-with-suggestions", 99, 0, words),
                        line("vouchers.redeem", 4, 100, words)),
                EnvironmentTrafficReader.quiet(4, PastSpan.WEEK));
        return new SamplePages.Sample("web/traffic/environment-traffic", Map.of("view", view));
    }

    private static EnvironmentTrafficView.Line line(String key, int from, int percent, PastTrafficWords words) {
        List<OutcomeSpan> steps = IntStream.range(0, 8)
                .mapToObj(index -> {
                    long calls = key.startsWith("vouchers") && index % 4 == 3 ? 0 : (900 + 400L * (index % 4)) * 1_600;
                    long fresh = index * 100 / 8 < from ? 0 : calls * percent / 100;
                    return span(
                            NOW.minus(Duration.ofDays(7L - index)),
                            side(Side.LEGACY, calls - fresh, (calls - fresh) / 700, 20),
                            side(Side.NEW, fresh, fresh / (key.startsWith("customers") ? 18 : 900), 12),
                            0,
                            0);
                })
                .toList();
        return EnvironmentTrafficReader.line(
                PRODUCTION, new RouteTrend(key, total(steps), steps), PastSpan.WEEK, words);
    }

    private static List<PastMove> moves() {
        List<PastMove> moves = new ArrayList<>();
        moves.add(move("customers.update", 1, change("flag.rolled-back", 45, 45, hoursAgo(9), "guard")));
        moves.add(move("customers.update", 1, change("flag.changed", 25, 45, hoursAgo(10), "plan")));
        moves.add(move("orders.list", 3, change("flag.changed", 5, 8, hoursAgo(31), "Tom")));
        for (int step = 7; step > 0; step--) {
            moves.add(move(
                    "orders.get",
                    1,
                    change(
                            "flag.changed",
                            (step - 1) * 14,
                            step * 14,
                            hoursAgo(99).plusSeconds(step * 600),
                            "plan")));
        }
        moves.add(move("vouchers.redeem", 1, change("flag.changed", 1, 100, hoursAgo(140), "Ana")));
        moves.add(move("orders.list", 1, change("flag.changed", 0, 5, hoursAgo(150), "Tom")));
        moves.add(move(null, 0, change("environment.resumed", 0, 0, hoursAgo(160), "Ana")));
        return moves;
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static PastMove move(String route, int routes, PastChange change) {
        return new PastMove(route, routes, change);
    }

    static PastChange change(String action, int before, int after, Instant at, String by) {
        return PastChangeBuilder.builder()
                .revision(7)
                .at(at)
                .actor(by)
                .action(action)
                .reason(null)
                .before(snapshot(before))
                .after(snapshot(after))
                .takenAt(null)
                .build();
    }

    private static Snapshot snapshot(int percentage) {
        CohortView.Rollout rollout = new CohortView.Rollout(Stage.OFF, Stage.COMPLETE, BigDecimal.valueOf(percentage));
        return PastChangeSnapshotBuilder.builder()
                .enabled(true)
                .cohorts(List.of(new CohortView("default", List.of(), rollout)))
                .shadow(SampleSettings.ALL)
                .breaker(null)
                .pacedSeconds(0)
                .rollback(null)
                .build();
    }

    private static List<OutcomeSpan> steps(int count, IntFunction<OutcomeSpan> step) {
        return IntStream.range(0, count).mapToObj(step).toList();
    }

    private static OutcomeSpan minute(int index) {
        long all = 4_700 + index * 53 % 190;
        long fresh = index < MOVED - 6 ? 0 : index < MOVED ? all / 20 : index < BACK ? all / 4 : 0;
        long errors = index < FAILS ? fresh / 900 : fresh / 8;
        long compared = index < 8 ? 0 : all / 10;
        return span(
                NOW.minus(MINUTE.multipliedBy(MINUTES - 1L - index)),
                side(Side.LEGACY, all - fresh, 3 + index % 4, 18 + index % 5 * 0.4),
                side(Side.NEW, fresh, errors, 11 + index % 3 * 0.3),
                compared,
                index < MOVED ? compared / 300 : compared / 60 + index % 4);
    }

    private static OutcomeSpan hours(int index) {
        double daily = 0.55 + 0.45 * Math.sin((index % 12 - 3) / 12.0 * 2 * Math.PI);
        long all = Math.round(290_000 * daily) + index * 761 % 9_000;
        long fresh = index < 15 ? all / 25 : index < 35 ? all / 8 : index < 80 ? all * 34 / 100 : all * 27 / 100;
        long errors = index == 79 ? fresh / 40 : fresh / 600;
        return span(
                NOW.minus(TWO_HOURS.multipliedBy(WEEK - 1L - index)),
                side(Side.LEGACY, all - fresh, (all - fresh) / 450, 19 + daily * 4),
                side(Side.NEW, fresh, errors, 12 + daily),
                0,
                0);
    }

    private static OutcomeSpan silence(int index) {
        return span(
                NOW.minus(MINUTE.multipliedBy(99L - index)), side(Side.LEGACY, 0, 0, 0), side(Side.NEW, 0, 0, 0), 0, 0);
    }

    private static OutcomeSpan total(List<OutcomeSpan> steps) {
        return span(
                steps.get(0).from(),
                sum(Side.LEGACY, steps),
                sum(Side.NEW, steps),
                steps.stream().mapToLong(OutcomeSpan::compared).sum(),
                steps.stream().mapToLong(OutcomeSpan::mismatched).sum());
    }

    private static SideOutcome sum(Side side, List<OutcomeSpan> steps) {
        return side(
                side,
                steps.stream().mapToLong(step -> step.of(side).calls()).sum(),
                steps.stream().mapToLong(step -> step.of(side).errors()).sum(),
                side == Side.NEW ? 12 : 20);
    }

    private static OutcomeSpan span(
            Instant from, SideOutcome legacy, SideOutcome fresh, long compared, long mismatched) {
        return OutcomeSpanBuilder.builder()
                .from(from)
                .legacy(legacy)
                .fresh(fresh)
                .newest(from)
                .pairs(null)
                .compared(compared)
                .mismatched(mismatched)
                .breakerOpenings(0)
                .events(Map.of())
                .build();
    }

    private static SideOutcome side(Side side, long calls, long errors, double millis) {
        return calls == 0
                ? SideOutcomeBuilder.builder()
                        .side(side)
                        .calls(0)
                        .served(0)
                        .errors(0)
                        .p50(null)
                        .p95(null)
                        .p99(null)
                        .failedSecondWrites(0)
                        .errorKinds(Map.of())
                        .build()
                : SideOutcomeBuilder.builder()
                        .side(side)
                        .calls(calls)
                        .served(calls)
                        .errors(errors)
                        .p50(millis)
                        .p95(millis * 3)
                        .p99(millis * 7)
                        .failedSecondWrites(0)
                        .errorKinds(Map.of())
                        .build();
    }
}
