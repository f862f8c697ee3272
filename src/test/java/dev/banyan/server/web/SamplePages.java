package dev.banyan.server.web;

import static dev.banyan.server.web.Samples.EDITOR;
import static dev.banyan.server.web.Samples.OPERATOR;
import static dev.banyan.server.web.Samples.PRODUCTION;
import static dev.banyan.server.web.Samples.VIEWER;
import static dev.banyan.server.web.Samples.ago;
import static dev.banyan.server.web.Samples.cohort;
import static dev.banyan.server.web.Samples.flag;
import static dev.banyan.server.web.Samples.head;
import static dev.banyan.server.web.Samples.orders;
import static dev.banyan.server.web.Samples.rollout;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.AuditView.AuditRow;
import dev.banyan.server.web.Layout.Section;
import dev.banyan.server.web.Layout.Viewer;
import dev.banyan.server.web.RolloutForm.Conflict;
import dev.banyan.server.web.RolloutForm.FieldError;
import dev.banyan.server.web.RolloutForm.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every page in every state that it knows. */
final class SamplePages {

    /** A page: its template and what fills it. */
    record Sample(String template, Object view) {}

    private SamplePages() {}

    static Map<String, Sample> all() {
        Map<String, Sample> all = new LinkedHashMap<>();
        all.put("sign-in", new Sample("sign-in", signIn(null, "")));
        all.put(
                "sign-in-refused",
                new Sample(
                        "sign-in",
                        signIn(
                                Notice.refused("Not signed in.", "User name or password is wrong.", "Try again."),
                                "ana")));
        all.put("projects", new Sample("projects", projects()));
        all.put("projects-empty", new Sample("projects", new ProjectsView(bare("Projects"), List.of())));
        all.put("overview", new Sample("overview", overview(rows(EDITOR), null, EDITOR)));
        all.put("overview-empty", new Sample("overview", overview(List.of(), null, EDITOR)));
        all.put("overview-viewer", new Sample("overview", overview(rows(VIEWER), null, VIEWER)));
        all.put("overview-rolled-back", new Sample("overview", overview(rolledBackRows(), everywhere(), EDITOR)));
        all.put("overview-nothing-found", new Sample("overview", nothingFound()));
        all.put("overview-stale", new Sample("overview", staleOverview()));
        all.putAll(routes());
        all.put("audit", new Sample("audit", audit(auditRows(), "")));
        all.put("audit-empty", new Sample("audit", audit(List.of(), "nobody")));
        all.put(
                "not-found",
                new Sample(
                        "problem",
                        new ProblemView(
                                bare("Not found"),
                                404,
                                "There is no such route",
                                "It may have been removed, or you are not a member of its project.",
                                "Check the address, or ask whoever sent it to you.",
                                "b7f2-41")));
        return all;
    }

    private static Map<String, Sample> routes() {
        Map<String, Sample> all = new LinkedHashMap<>();
        FlagView moving = flag(orders(), RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 250_000), EDITOR);
        SplitView split = Samples.split(18_420, 6_105, 4);
        TrafficView traffic = Samples.traffic(split, false);
        all.put("route", new Sample("route", route(moving, form(EDITOR, "25"), traffic, Samples.instances(), null)));
        all.put("route-preview", new Sample("route", route(moving, widening(), traffic, Samples.instances(), null)));
        all.put("route-refused", new Sample("route", route(moving, conflicted(), traffic, Samples.instances(), null)));
        all.put("route-invalid", new Sample("route", route(moving, invalid(), traffic, Samples.instances(), null)));
        all.put(
                "route-stale",
                new Sample("route", route(moving, form(EDITOR, "25"), stale(traffic), Samples.straggling(), null)));
        all.put("route-viewer", new Sample("route", viewer(split)));
        all.put("route-operator", new Sample("route", operator(traffic)));
        all.put("route-rolled-back", new Sample("route", rolledBack()));
        all.put("route-isolated", new Sample("route", isolated()));
        all.put("route-six", new Sample("route", six()));
        all.put("route-not-started", new Sample("route", notStarted()));
        return all;
    }

    private static Layout bare(String title) {
        return new Layout(title, "1", new Viewer("ana", null, "csrf-token"), null, null);
    }

    private static SignInView signIn(Notice notice, String user) {
        return new SignInView(new Layout("Sign in", "1", null, null, notice), "/", user, "csrf-token");
    }

    private static ProjectsView projects() {
        EnvironmentAddress staging = new EnvironmentAddress("shop", "staging");
        return new ProjectsView(
                bare("Projects"),
                List.of(
                        new ProjectsView.ProjectCard(
                                "shop",
                                "Shop",
                                "The monolith of 2014, on its way to services",
                                9,
                                List.of(
                                        new ProjectsView.EnvironmentLine(
                                                PRODUCTION, "production", true, Samples.split(41_000, 22_000, 12)),
                                        new ProjectsView.EnvironmentLine(
                                                staging, "staging", false, Samples.split(100, 1_900, 0)))),
                        new ProjectsView.ProjectCard(
                                "billing",
                                "Billing",
                                null,
                                1,
                                List.of(new ProjectsView.EnvironmentLine(
                                        new EnvironmentAddress("billing", "production"),
                                        "production",
                                        true,
                                        Samples.split(0, 0, 0))))));
    }

    static OverviewView overview(List<RouteRow> rows, RollbackView rollback, Permit permit) {
        SplitView split = Samples.split(
                rows.stream().mapToLong(r -> r.split().legacySide().calls()).sum(),
                rows.stream().mapToLong(r -> r.split().newSide().calls()).sum(),
                12);
        return new OverviewView(
                Samples.layout("Shop, production", Section.ROUTES, null),
                new SummaryView(PRODUCTION, "production", true, split, rows, rollback, permit),
                rows,
                "");
    }

    private static OverviewView nothingFound() {
        OverviewView all = overview(rows(EDITOR), null, EDITOR);
        return new OverviewView(all.layout(), all.summary(), List.of(), "invoice");
    }

    private static OverviewView staleOverview() {
        List<RouteRow> old = rows(EDITOR).stream()
                .map(r -> new RouteRow(r.flag(), stale(r.split())))
                .toList();
        OverviewView all = overview(old, null, EDITOR);
        SummaryView s = all.summary();
        SummaryView late =
                new SummaryView(s.address(), s.environment(), s.isProtected(), stale(s.split()), old, null, EDITOR);
        return new OverviewView(all.layout(), late, old, "");
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
        return new RouteRow(flag, Samples.split(legacy, fresh, fresh / 900));
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
                                Samples.split(r.split().calls(), 0, 0)))
                .toList();
    }

    private static RouteView route(
            FlagView flag, RolloutForm form, TrafficView traffic, InstancesView instances, Notice notice) {
        return new RouteView(
                Samples.layout(flag.head().key(), Section.ROUTES, notice),
                flag,
                form,
                traffic,
                instances,
                Samples.history(flag.permit()));
    }

    private static RolloutForm form(Permit permit, String percentage) {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 250_000);
        return form(permit, percentage, PreviewView.unchanged(now), null, null, null);
    }

    private static RolloutForm form(
            Permit permit,
            String percentage,
            PreviewView preview,
            FieldError error,
            Conflict conflict,
            String blocked) {
        return new RolloutForm(
                PRODUCTION.route("orders.get"),
                permit,
                12,
                List.of(new Option("default", "Everyone", true)),
                "default",
                List.of(new Option("off:complete", "Off → Complete", true)),
                "off:complete",
                percentage,
                "",
                preview,
                error,
                conflict,
                blocked);
    }

    private static RolloutForm widening() {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 250_000);
        Rollout next = rollout(Stage.OFF, Stage.COMPLETE, 500_000);
        return form(EDITOR, "50", PreviewView.of("everyone", now, next, 2_000), null, null, null);
    }

    private static RolloutForm conflicted() {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 400_000);
        Rollout next = rollout(Stage.OFF, Stage.COMPLETE, 500_000);
        Conflict conflict = new Conflict("tom", ago(Duration.ofSeconds(8)), now.sentence(), next.sentence());
        return form(EDITOR, "50", PreviewView.of("everyone", now, next, 2_000), null, conflict, null);
    }

    private static RolloutForm invalid() {
        FieldError error = new FieldError(
                "percentage", "A share has at most four decimals, this one has five.", "Enter 12.3456 or 12.3457.");
        PreviewView preview = new PreviewView(
                PreviewView.Effect.REFUSED,
                "Move to 12.34567 %",
                List.of("This cannot be applied."),
                "Correct the share first.");
        return form(EDITOR, "12.34567", preview, error, null, null);
    }

    private static SplitView stale(SplitView split) {
        return new SplitView(split.legacySide(), split.newSide(), new Freshness(Duration.ofSeconds(14)));
    }

    private static TrafficView stale(TrafficView traffic) {
        return new TrafficView(stale(traffic.split()), traffic.chart());
    }

    private static RouteView viewer(SplitView split) {
        FlagView flag = flag(orders(), RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 250_000), VIEWER);
        return route(flag, form(VIEWER, "25"), Samples.traffic(split, false), Samples.instances(), null);
    }

    private static RouteView operator(TrafficView traffic) {
        FlagView flag = flag(orders(), RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 250_000), OPERATOR);
        Notice notice = Notice.refused(
                "Not changed.", "Moving a route needs the role editor.", "You can roll back, resume and look.");
        return route(flag, form(OPERATOR, "25"), traffic, Samples.instances(), notice);
    }

    private static RouteView rolledBack() {
        RouteHead head = head("customers.update", "PUT", "/customers/{id}", "Customers");
        RollbackView rollback = Samples.rollback(head, Stage.SHADOW, ago(Duration.ofSeconds(34)));
        List<CohortView> cohorts =
                List.of(cohort("default", List.of(), RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 250_000)));
        FlagView flag = flag(head, RouteKind.SIX, cohorts, rollback, EDITOR);
        RolloutForm form =
                form(EDITOR, "25", null, null, null, "Rolled back. Resume first, then it can be moved again.");
        SplitView split = Samples.split(19_020, 5_505, 214);
        Notice notice = Notice.done("Rolled back.", "Legacy answers everyone again.");
        return route(flag, form, Samples.traffic(split, true), Samples.instances(), notice);
    }

    private static RouteView isolated() {
        RouteHead head = head("customers.update", "PUT", "/customers/{id}", "Customers");
        RollbackView rollback = Samples.rollback(head, Stage.OFF, ago(Duration.ofMinutes(34)));
        List<CohortView> cohorts =
                List.of(cohort("default", List.of(), RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 250_000)));
        FlagView flag = flag(head, RouteKind.SIX, cohorts, rollback, EDITOR);
        RolloutForm form = form(EDITOR, "25", null, null, null, "Isolated. Resume first, then it can be moved again.");
        return route(flag, form, Samples.traffic(Samples.split(24_525, 0, 0), true), Samples.instances(), null);
    }

    private static RouteView six() {
        RouteHead head = head("orders.place", "POST", "/orders", "Orders");
        CohortView staff = cohort(
                "staff",
                List.of("email ends with @shop.example", "app is a version after 4.2.0"),
                RouteKind.SIX,
                rollout(Stage.SHADOW, Stage.LIVE, 1_000_000));
        CohortView rest = cohort("default", List.of(), RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 50_125));
        FlagView flag = flag(head, RouteKind.SIX, List.of(staff, rest), null, EDITOR);
        RolloutForm form = new RolloutForm(
                PRODUCTION.route("orders.place"),
                EDITOR,
                31,
                List.of(new Option("staff", "staff", false), new Option("default", "Everyone else", true)),
                "default",
                List.of(
                        new Option("off:dualwrite", "Off → Dual write", false),
                        new Option("dualwrite:shadow", "Dual write → Shadow", false),
                        new Option("shadow:live", "Shadow → Live", true),
                        new Option("live:rampdown", "Live → Ramp down", false),
                        new Option("rampdown:complete", "Ramp down → Complete", false)),
                "shadow:live",
                "10",
                "",
                PreviewView.of("everyone else", rest.rollout(), rollout(Stage.SHADOW, Stage.LIVE, 100_000), 2_000),
                null,
                null,
                null);
        return route(flag, form, Samples.traffic(Samples.split(2_910, 148, 0), false), Samples.instances(), null);
    }

    private static RouteView notStarted() {
        FlagView flag = Samples.notStarted(orders(), RouteKind.FOUR, EDITOR);
        Rollout off = rollout(Stage.OFF, Stage.SHADOW, 0);
        InstancesView nobody = new InstancesView(
                new ConvergenceView(1, 0, 0, null, Duration.ofHours(1), List.of(), List.of()), List.of());
        RouteView page = route(
                flag, form(EDITOR, "0", PreviewView.unchanged(off), null, null, null), Samples.silence(), nobody, null);
        HistoryView none = new HistoryView(page.head().address(), EDITOR, List.of(), null);
        return new RouteView(page.layout(), flag, page.form(), page.traffic(), nobody, none);
    }

    private static AuditView audit(List<AuditRow> rows, String actor) {
        return new AuditView(
                Samples.layout("Audit", Section.AUDIT, null),
                PRODUCTION.audit(),
                new AuditView.Filter(
                        actor,
                        "",
                        "",
                        List.of("flag.changed", "flag.rolled-back", "flag.resumed", "user.signed-in"),
                        List.of("production", "staging")),
                rows,
                rows.isEmpty() ? null : PRODUCTION.audit() + "?after=188",
                null);
    }

    private static List<AuditRow> auditRows() {
        return List.of(
                auditRow(
                        193,
                        34,
                        "tom",
                        "flag.rolled-back",
                        "customers.update",
                        "production",
                        List.of("everyone to Shadow"),
                        false),
                auditRow(
                        192,
                        140,
                        "ana",
                        "flag.changed",
                        "orders.get",
                        "production",
                        List.of("share 10 % → 25 %", "why: Errors steady"),
                        false),
                auditRow(
                        191,
                        200,
                        "eve",
                        "flag.changed",
                        "orders.get",
                        "production",
                        List.of("needs the role editor"),
                        true),
                auditRow(
                        190,
                        9_000,
                        "admin",
                        "sdk-key.made",
                        "orders service",
                        "production",
                        List.of("key ends with 4fQ2"),
                        false),
                auditRow(
                        189,
                        90_000,
                        "admin",
                        "route.made",
                        "vouchers.redeem",
                        null,
                        List.of("six stages", "POST /vouchers/{code}/redemption"),
                        false));
    }

    private static AuditRow auditRow(
            long sequence,
            long seconds,
            String actor,
            String action,
            String subject,
            String where,
            List<String> details,
            boolean refused) {
        return new AuditRow(
                sequence, ago(Duration.ofSeconds(seconds)), actor, action, subject, where, details, refused);
    }
}
