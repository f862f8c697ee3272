package dev.banyan.server.web;

import static dev.banyan.server.web.Samples.EDITOR;
import static dev.banyan.server.web.Samples.PRODUCTION;
import static dev.banyan.server.web.Samples.VIEWER;
import static dev.banyan.server.web.Samples.ago;
import static dev.banyan.server.web.Samples.cohort;
import static dev.banyan.server.web.Samples.flag;
import static dev.banyan.server.web.Samples.head;
import static dev.banyan.server.web.Samples.rollout;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.Layout.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The overview in every state. */
final class SampleOverviews {

    private SampleOverviews() {}

    static Map<String, OverviewView> all() {
        Map<String, OverviewView> all = new LinkedHashMap<>();
        all.put("overview", overview(rows(EDITOR), null, EDITOR));
        all.put("overview-empty", overview(List.of(), null, EDITOR));
        all.put("overview-viewer", overview(rows(VIEWER), null, VIEWER));
        all.put("overview-rolled-back", overview(rolledBackRows(), everywhere(), EDITOR));
        all.put("overview-resuming", SampleConfirmations.on(all.get("overview-rolled-back")));
        all.put("overview-nothing-found", nothingFound());
        all.put("overview-stale", staleOverview());
        all.put("overview-reports", SampleReports.overview(overview(rows(EDITOR), null, EDITOR)));
        return all;
    }

    static OverviewView overview(List<RouteRow> rows, RollbackView rollback, Permit permit) {
        SplitView split = Samples.split(
                rows.stream().mapToLong(r -> r.split().legacySide().served()).sum(),
                rows.stream().mapToLong(r -> r.split().newSide().served()).sum(),
                12);
        return new OverviewView(
                Samples.layout("Shop, production", Section.ROUTES, null),
                new SummaryView(
                        PRODUCTION,
                        "production",
                        true,
                        split,
                        rows,
                        rollback,
                        Samples.instances().convergence(),
                        permit),
                rows.isEmpty() ? null : SamplePastTraffic.glance(),
                rows,
                DriftView.NONE,
                "");
    }

    static SummaryView allRolledBack() {
        return overview(rolledBackRows(), everywhere(), EDITOR).summary();
    }

    private static OverviewView nothingFound() {
        OverviewView all = overview(rows(EDITOR), null, EDITOR);
        return new OverviewView(all.layout(), all.summary(), all.glance(), List.of(), DriftView.NONE, "invoice");
    }

    private static OverviewView staleOverview() {
        List<RouteRow> old = rows(EDITOR).stream()
                .map(r -> new RouteRow(r.flag(), Samples.stale(r.split())))
                .toList();
        OverviewView all = overview(old, null, EDITOR);
        SummaryView s = all.summary();
        SummaryView late = new SummaryView(
                s.address(),
                s.environment(),
                s.isProtected(),
                Samples.stale(s.split()),
                old,
                null,
                s.convergence(),
                EDITOR);
        return new OverviewView(all.layout(), late, all.glance(), old, DriftView.NONE, "");
    }

    private static RollbackView everywhere() {
        return new RollbackView(
                Stage.OFF,
                false,
                RollbackView.Scope.ENVIRONMENT,
                "production",
                "oncall",
                ago(Duration.ofSeconds(41)),
                PRODUCTION.resume());
    }

    static List<RouteRow> rows(Permit permit) {
        List<RouteRow> rows = new ArrayList<>();
        rows.add(row(
                "catalog.search",
                "GET",
                "/search",
                "Catalogue",
                RouteKind.FOUR,
                Stage.LIVE,
                Stage.COMPLETE,
                1_000_000,
                0,
                14_800,
                permit));
        rows.add(row(
                "catalog.product",
                "GET",
                "/products/{id}",
                "Catalogue",
                RouteKind.TWO,
                Stage.OFF,
                Stage.COMPLETE,
                1_000_000,
                0,
                11_020,
                permit));
        rows.add(row(
                "orders.get",
                "GET",
                "/orders/{id}",
                "Orders",
                RouteKind.TWO,
                Stage.OFF,
                Stage.COMPLETE,
                250_000,
                18_420,
                6_105,
                permit));
        rows.add(row(
                "orders.place",
                "POST",
                "/orders",
                "Orders",
                RouteKind.SIX,
                Stage.SHADOW,
                Stage.LIVE,
                50_000,
                2_910,
                148,
                permit));
        rows.add(row(
                "orders.cancel",
                "DELETE",
                "/orders/{id}",
                "Orders",
                RouteKind.SIX,
                Stage.DUALWRITE,
                Stage.SHADOW,
                1_000_000,
                240,
                0,
                permit));
        rows.add(rolledBackRow("customers.update", permit));
        rows.add(row(
                "customers.get",
                "GET",
                "/customers/{id}",
                "Customers",
                RouteKind.FOUR,
                Stage.OFF,
                Stage.SHADOW,
                125,
                9_800,
                0,
                permit));
        RouteHead late = head("invoices.list", "GET", "/invoices", "Billing");
        rows.add(new RouteRow(Samples.notStarted(late, RouteKind.TWO, permit), Samples.split(1_204, 0, 0)));
        RouteHead unused = head("vouchers.redeem", "POST", "/vouchers/{code}/redemption", null);
        rows.add(new RouteRow(Samples.notStarted(unused, RouteKind.SIX, permit), Samples.split(0, 0, 0)));
        return rows;
    }

    private static RouteRow row(
            String key,
            String method,
            String path,
            String team,
            RouteKind kind,
            Stage from,
            Stage to,
            int share,
            long legacy,
            long fresh,
            Permit permit) {
        FlagView flag = flag(head(key, method, path, team), kind, rollout(from, to, share), permit);
        Load load = new Load((legacy + fresh) / 300.0, fresh / 300.0);
        return new RouteRow(flag.under(load), Samples.split(legacy, fresh, fresh / 900));
    }

    private static RouteRow rolledBackRow(String key, Permit permit) {
        RouteHead head = head(key, "PUT", "/customers/{id}", "Customers");
        List<CohortView> cohorts =
                List.of(cohort("default", List.of(), RouteKind.SIX, rollout(Stage.LIVE, Stage.RAMPDOWN, 400_000)));
        RollbackView rollback = Samples.rollback(head, Stage.SHADOW, ago(Duration.ofMinutes(3)));
        return new RouteRow(flag(head, RouteKind.SIX, cohorts, rollback, permit), Samples.split(1_750, 610, 88));
    }

    private static List<RouteRow> rolledBackRows() {
        return rows(EDITOR).stream()
                .map(r -> r.flag().notStarted()
                        ? r
                        : new RouteRow(
                                flag(r.head(), RouteKind.TWO, r.flag().cohorts(), everywhere(), EDITOR),
                                Samples.split(r.split().served(), 0, 0)))
                .toList();
    }
}
