package dev.banyan.server.web.overview;

import static dev.banyan.server.web.flag.SampleFlags.cohort;
import static dev.banyan.server.web.flag.SampleFlags.flag;
import static dev.banyan.server.web.flag.SampleFlags.head;
import static dev.banyan.server.web.flag.SampleFlags.rollout;
import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.VIEWER;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.arrival.SampleInstances;
import dev.banyan.server.web.flag.CohortPanel;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.Load;
import dev.banyan.server.web.flag.RollbackView;
import dev.banyan.server.web.flag.RollbackViewBuilder;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.ConfirmationDialogTargetBuilder;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.report.DriftView;
import dev.banyan.server.web.report.SampleReports;
import dev.banyan.server.web.traffic.SamplePastTraffic;
import dev.banyan.server.web.traffic.SampleTraffic;
import dev.banyan.server.web.traffic.SplitView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The overview in every state. */
public final class SampleOverviews {

    private SampleOverviews() {}

    public static Map<String, OverviewView> all() {
        Map<String, OverviewView> all = new LinkedHashMap<>();
        all.put("overview", overview(rows(EDITOR), null, EDITOR));
        all.put("overview-empty", overview(List.of(), null, EDITOR));
        all.put("overview-viewer", overview(rows(VIEWER), null, VIEWER));
        all.put("overview-rolled-back", overview(rolledBackRows(), everywhere(), EDITOR));
        all.put("overview-resuming", resuming(all.get("overview-rolled-back")));
        all.put("overview-nothing-found", nothingFound());
        all.put("overview-stale", staleOverview());
        all.put("overview-reports", SampleReports.overview(overview(rows(EDITOR), null, EDITOR)));
        return all;
    }

    static OverviewView overview(List<RouteRow> rows, RollbackView rollback, Permit permit) {
        SplitView split = SampleTraffic.split(
                rows.stream().mapToLong(r -> r.split().legacySide().served()).sum(),
                rows.stream().mapToLong(r -> r.split().newSide().served()).sum(),
                12);
        return OverviewViewBuilder.builder()
                .layout(Samples.layout("Shop, production", Section.ROUTES, null))
                .summary(SummaryViewBuilder.builder()
                        .address(PRODUCTION)
                        .environment("production")
                        .isProtected(true)
                        .split(split)
                        .rows(rows)
                        .rollback(rollback)
                        .convergence(SampleInstances.instances().convergence())
                        .permit(permit)
                        .build())
                .glance(rows.isEmpty() ? null : SamplePastTraffic.glance())
                .rows(rows)
                .drift(DriftView.NONE)
                .search("")
                .build();
    }

    public static SummaryView allRolledBack() {
        return overview(rolledBackRows(), everywhere(), EDITOR).summary();
    }

    private static OverviewView nothingFound() {
        OverviewView all = overview(rows(EDITOR), null, EDITOR);
        return OverviewViewBuilder.builder(all)
                .rows(List.of())
                .drift(DriftView.NONE)
                .search("invoice")
                .build();
    }

    private static OverviewView staleOverview() {
        List<RouteRow> old = rows(EDITOR).stream()
                .map(r -> new RouteRow(r.flag(), SampleTraffic.stale(r.split())))
                .toList();
        OverviewView all = overview(old, null, EDITOR);
        SummaryView s = all.summary();
        SummaryView late = SummaryViewBuilder.builder(s)
                .split(SampleTraffic.stale(s.split()))
                .rows(old)
                .rollback(null)
                .permit(EDITOR)
                .build();
        return OverviewViewBuilder.builder()
                .layout(all.layout())
                .summary(late)
                .glance(all.glance())
                .rows(old)
                .drift(DriftView.NONE)
                .search("")
                .build();
    }

    private static RollbackView everywhere() {
        return RollbackViewBuilder.builder()
                .cap(Stage.OFF)
                .isolation(false)
                .scope(RollbackView.Scope.ENVIRONMENT)
                .scopeName("production")
                .actor("oncall")
                .at(ago(Duration.ofSeconds(41)))
                .resume(PRODUCTION.resume())
                .comingDown(null)
                .build();
    }

    public static List<RouteRow> rows(Permit permit) {
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
        rows.add(new RouteRow(SampleFlags.notStarted(late, RouteKind.TWO, permit), SampleTraffic.split(1_204, 0, 0)));
        RouteHead unused = head("vouchers.redeem", "POST", "/vouchers/{code}/redemption", null);
        rows.add(new RouteRow(SampleFlags.notStarted(unused, RouteKind.SIX, permit), SampleTraffic.split(0, 0, 0)));
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
        FlagPanel flag = flag(head(key, method, path, team), kind, rollout(from, to, share), permit);
        Load load = new Load((legacy + fresh) / 300.0, fresh / 300.0);
        return new RouteRow(flag.under(load), SampleTraffic.split(legacy, fresh, fresh / 900));
    }

    private static RouteRow rolledBackRow(String key, Permit permit) {
        RouteHead head = head(key, "PUT", "/customers/{id}", "Customers");
        List<CohortPanel> cohorts =
                List.of(cohort("default", List.of(), RouteKind.SIX, rollout(Stage.LIVE, Stage.RAMPDOWN, 400_000)));
        RollbackView rollback = SampleFlags.rollback(head, Stage.SHADOW, ago(Duration.ofMinutes(3)));
        return new RouteRow(flag(head, RouteKind.SIX, cohorts, rollback, permit), SampleTraffic.split(1_750, 610, 88));
    }

    private static List<RouteRow> rolledBackRows() {
        return rows(EDITOR).stream()
                .map(r -> r.flag().notStarted()
                        ? r
                        : new RouteRow(
                                flag(r.head(), RouteKind.TWO, r.flag().cohorts(), everywhere(), EDITOR),
                                SampleTraffic.split(r.split().served(), 0, 0)))
                .toList();
    }

    private static OverviewView resuming(OverviewView page) {
        EnvironmentAddress address = page.address();
        ConfirmationDialog confirmation = ConfirmationDialog.of(
                ConfirmationDialogTargetBuilder.builder()
                        .title("Resume all routes of production?")
                        .action(address.resume())
                        .back(address.page())
                        .csrf("csrf-token")
                        .version(43)
                        .revision(null)
                        .reasonNeeded(true)
                        .build(),
                ResumeAllWords.preview(page.summary(), List.of("customers.update")),
                ConfirmationDialog.Typed.NOTHING,
                false,
                null,
                null);
        return OverviewViewBuilder.builder(page)
                .layout(page.layout().asking(confirmation))
                .build();
    }
}
