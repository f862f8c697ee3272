package dev.banyan.server.web;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.HistoryView.Change;
import dev.banyan.server.web.InstancesView.Connection;
import dev.banyan.server.web.InstancesView.InstanceRow;
import dev.banyan.server.web.Layout.EnvironmentLink;
import dev.banyan.server.web.Layout.Place;
import dev.banyan.server.web.Layout.Section;
import dev.banyan.server.web.Layout.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A shop in the middle of its migration: what the pages show in the tests and in the preview. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");
    static final EnvironmentAddress PRODUCTION = new EnvironmentAddress("shop", "production");
    static final Permit EDITOR = new Permit("csrf-token", true, true);
    static final Permit OPERATOR = new Permit("csrf-token", false, true);
    static final Permit VIEWER = new Permit("csrf-token", false, false);
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private Samples() {}

    static Moment ago(Duration age) {
        return new Moment(NOW.minus(age), NOW);
    }

    static Layout layout(String title, Section section, Notice notice) {
        List<EnvironmentLink> environments = List.of(
                new EnvironmentLink("production", PRODUCTION.page(), true, true),
                new EnvironmentLink("staging", new EnvironmentAddress("shop", "staging").page(), false, false));
        Place place = new Place(
                "Shop",
                PRODUCTION,
                section,
                section == Section.ROUTES || section == Section.TRAFFIC ? environments : List.of());
        return new Layout(title, Assets.FINGERPRINT, new Viewer("ana", "ana", "editor", "csrf-token"), place, notice);
    }

    static RouteHead head(String key, String method, String path, String team) {
        return new RouteHead(
                PRODUCTION.route(key),
                "Reads one order with its lines and its delivery.",
                method,
                path,
                team,
                "Orders out of the monolith",
                "http://legacy-shop:8081",
                "http://orders:8082",
                "customer");
    }

    static RouteHead orders() {
        return head("orders.get", "GET", "/orders/{id}", "Orders");
    }

    static Rollout rollout(Stage from, Stage to, int millionths) {
        return new Rollout(from, to, new Share(millionths));
    }

    static FlagView flag(RouteHead head, RouteKind kind, Rollout rollout, Permit permit) {
        return flag(head, kind, List.of(cohort("default", List.of(), kind, rollout)), null, permit);
    }

    static FlagView flag(
            RouteHead head, RouteKind kind, List<CohortView> cohorts, RollbackView rollback, Permit permit) {
        Rollout last = cohorts.get(cohorts.size() - 1).rollout();
        FlagStatus status =
                FlagStatus.of(cohorts.stream().map(CohortView::rollout).toList(), rollback);
        TrackView track = rollback == null || rollback.underWay()
                ? TrackView.of(kind, last)
                : TrackView.capped(kind, last, rollback.cap());
        boolean canIsolate = kind == RouteKind.SIX && (rollback == null || !rollback.isolation());
        return new FlagView(head, 12, status, track, cohorts, safety(last), rollback, 0, canIsolate, permit);
    }

    static FlagView notStarted(RouteHead head, RouteKind kind, Permit permit) {
        Rollout off = rollout(Stage.OFF, kind.stages().get(1), 0);
        return new FlagView(
                head,
                0,
                FlagStatus.NOT_STARTED,
                TrackView.of(kind, off),
                List.of(cohort("default", List.of(), kind, off)),
                SafetyView.ofSafe(),
                null,
                0,
                false,
                permit);
    }

    static CohortView cohort(String name, List<String> conditions, RouteKind kind, Rollout rollout) {
        return new CohortView(name, conditions, rollout, TrackView.of(kind, rollout));
    }

    static RollbackView rollback(RouteHead head, Stage cap, Moment at) {
        boolean isolation = cap == Stage.OFF;
        return new RollbackView(
                cap,
                isolation,
                RollbackView.Scope.ROUTE,
                null,
                "tom",
                at,
                head.address().resume());
    }

    private static SafetyView safety(Rollout rollout) {
        boolean onlyNew = rollout.to() == Stage.COMPLETE && !rollout.share().none();
        return onlyNew ? new SafetyView(SafetyView.Safety.LOSSY, ago(Duration.ofHours(3))) : SafetyView.ofSafe();
    }

    static SideFigures side(Side side, long calls, long errors) {
        long base = side == Side.NEW ? 11_400 : 18_200;
        return calls == 0
                ? SideFigures.silent(side, FIVE_MINUTES)
                : new SideFigures(side, calls, calls, errors, base, base * 3, base * 5, FIVE_MINUTES);
    }

    static SplitView split(long legacy, long fresh, long freshErrors) {
        return new SplitView(
                side(Side.LEGACY, legacy, legacy / 4_000),
                side(Side.NEW, fresh, freshErrors),
                new Freshness(legacy + fresh == 0 ? null : Duration.ofMillis(900)));
    }

    /** Five minutes in which the share goes from nothing to a quarter and back when the new side fails. */
    static List<TrafficPoint> points(boolean failing) {
        List<TrafficPoint> points = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long all = 78 + Math.round(9 * Math.sin(i / 7.0)) + (i * 37 % 11);
            double share = i < 40 ? 0 : i < 80 ? 0.1 : failing && i > 132 ? 0 : 0.25;
            long fresh = Math.round(all * share);
            long errors = failing && i > 108 && i <= 132 ? Math.round(fresh * Math.min(0.6, (i - 108) / 20.0)) : 0;
            points.add(new TrafficPoint(
                    NOW.minusSeconds(300 - i * 2L),
                    step(all - fresh, i % 47 == 0 ? 1 : 0, 54_000 + (i * 53 % 17) * 900L),
                    step(fresh, errors, 33_000 + (i * 31 % 13) * 800L + (errors > 0 ? 30_000 : 0))));
        }
        return points;
    }

    static TrafficPoint.SideStep step(long calls, long errors, long p95Micros) {
        return new TrafficPoint.SideStep(calls, calls, errors, calls == 0 ? -1 : p95Micros);
    }

    static TrafficView traffic(SplitView split, boolean failing) {
        List<ChangeMark> changes = new ArrayList<>(List.of(
                new ChangeMark(NOW.minusSeconds(220), "0 → 10 %", "Ana", false),
                new ChangeMark(NOW.minusSeconds(140), "10 → 25 %", "Ana", false)));
        if (failing) {
            changes.add(new ChangeMark(NOW.minusSeconds(34), "Rolled back", "Sam", true));
        }
        return new TrafficView(
                split,
                failing ? "0 %" : "24.6 %",
                ChartGeometry.draw(points(failing), changes, NOW, FIVE_MINUTES, Duration.ofSeconds(2)));
    }

    static SplitView stale(SplitView split) {
        return new SplitView(split.legacySide(), split.newSide(), new Freshness(Duration.ofSeconds(14)));
    }

    static TrafficView stale(TrafficView traffic) {
        return new TrafficView(stale(traffic.split()), null, traffic.chart());
    }

    static TrafficView silence() {
        return new TrafficView(
                new SplitView(side(Side.LEGACY, 0, 0), side(Side.NEW, 0, 0), Freshness.NEVER),
                null,
                ChartGeometry.draw(List.of(), List.of(), NOW, FIVE_MINUTES, Duration.ofSeconds(2)));
    }

    static InstancesView instances() {
        return new InstancesView(
                SampleArrivals.complete(),
                List.of(
                        instance("legacy-shop-6f1c", "legacy-shop", 42, 0, Connection.STREAMING, null),
                        instance("orders-9a40", "orders", 42, 0, Connection.STREAMING, null)),
                0);
    }

    static InstancesView straggling() {
        return new InstancesView(
                SampleArrivals.straggling(),
                List.of(
                        instance("legacy-shop-6f1c", "legacy-shop", 43, 0, Connection.STREAMING, null),
                        instance("orders-9a40", "orders", 42, 1, Connection.POLLING, null),
                        instance(
                                "orders-old-11",
                                "orders",
                                41,
                                2,
                                Connection.STREAMING,
                                "routes[3].cohorts[0]: unknown operator 'semverAtLeast'"),
                        instance("orders-gone-77", "orders", 40, 3, Connection.GONE, null)),
                0);
    }

    private static InstanceRow instance(
            String id, String application, long revision, long behind, Connection connection, String refusal) {
        return new InstanceRow(
                id,
                application,
                "1.4.0",
                "node-1",
                "java/0.1.0",
                revision,
                behind,
                connection,
                refusal,
                ago(Duration.ofMinutes(9)),
                null);
    }

    static HistoryView history(Permit permit) {
        return new HistoryView(
                PRODUCTION.route("orders.get"),
                permit,
                List.of(
                        change(
                                42,
                                HistoryView.Kind.WIDENED,
                                "ana",
                                140,
                                "10 % → 25 % at Complete",
                                "Errors steady",
                                null),
                        change(
                                41,
                                HistoryView.Kind.WIDENED,
                                "ana",
                                220,
                                "0 % → 10 % at Complete",
                                null,
                                "10 % at Complete"),
                        change(
                                38,
                                HistoryView.Kind.RESUMED,
                                "tom",
                                86_400,
                                "Resumed",
                                "Index built; the slow query is gone",
                                "0 % at Complete"),
                        change(37, HistoryView.Kind.ROLLED_BACK, "oncall", 90_000, "Rolled back to Off", null, null),
                        change(
                                36,
                                HistoryView.Kind.OTHER,
                                "ana",
                                200_000,
                                "Cohort staff: email ends with @shop.example",
                                "Colleagues first",
                                "5 % at Complete")),
                PRODUCTION.audit());
    }

    private static Change change(
            long revision, HistoryView.Kind kind, String who, long seconds, String what, String why, String back) {
        return new Change(revision, kind, who, ago(Duration.ofSeconds(seconds)), what, why, back);
    }
}
