package dev.banyan.server.web.route;

import static dev.banyan.server.web.flag.SampleFlags.cohort;
import static dev.banyan.server.web.flag.SampleFlags.flag;
import static dev.banyan.server.web.flag.SampleFlags.head;
import static dev.banyan.server.web.flag.SampleFlags.orders;
import static dev.banyan.server.web.flag.SampleFlags.rollout;
import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.OPERATOR;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.VIEWER;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.arrival.DrillView;
import dev.banyan.server.web.arrival.InstancesView;
import dev.banyan.server.web.arrival.SampleArrivals;
import dev.banyan.server.web.arrival.SampleInstances;
import dev.banyan.server.web.flag.CohortPanel;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.Load;
import dev.banyan.server.web.flag.RollbackView;
import dev.banyan.server.web.flag.RollbackViewBuilder;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RolloutStep;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.guard.SampleDecisions;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.history.SampleHistory;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RefusedField;
import dev.banyan.server.web.kit.SelectOption;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.report.ReportsView;
import dev.banyan.server.web.report.SampleReports;
import dev.banyan.server.web.route.RolloutForm.Conflict;
import dev.banyan.server.web.traffic.SampleTraffic;
import dev.banyan.server.web.traffic.SplitView;
import dev.banyan.server.web.traffic.TrafficView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a route in every state. */
public final class SampleRoutes {

    private SampleRoutes() {}

    public static Map<String, RoutePage> all() {
        Map<String, RoutePage> all = new LinkedHashMap<>();
        FlagPanel moving = flag(orders(), RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 250_000), EDITOR);
        SplitView split = SampleTraffic.split(18_420, 6_105, 4);
        TrafficView traffic = SampleTraffic.traffic(split, false);
        all.put("route", route(moving, form(EDITOR, "25"), traffic, SampleInstances.instances(), null));
        all.put("route-preview", route(moving, widening(), traffic, SampleInstances.instances(), null));
        all.put("route-harm", route(moving, harming(), traffic, SampleInstances.instances(), null));
        all.put("route-refused", route(moving, conflicted(), traffic, SampleInstances.instances(), null));
        all.put("route-invalid", route(moving, invalid(), traffic, SampleInstances.instances(), null));
        all.put(
                "route-stale",
                route(moving, form(EDITOR, "25"), SampleTraffic.stale(traffic), SampleInstances.straggling(), null));
        all.put("route-viewer", viewer(split));
        all.put("route-operator", operator(traffic));
        all.put("route-rolled-back", rolledBack());
        all.put(
                "route-resuming",
                SampleConfirmations.on(
                        all.get("route-rolled-back"),
                        SampleConfirmations.resuming(
                                all.get("route-rolled-back").head().address())));
        all.put("route-restoring", SampleConfirmations.on(all.get("route"), SampleConfirmations.restoring()));
        all.put("route-returning", route(returning(), form(EDITOR, "25"), traffic, SampleInstances.instances(), null));
        all.put("route-isolated", isolated());
        all.put("route-six", six());
        all.put("route-isolable", isolable());
        all.put("route-not-started", notStarted());
        all.put("route-guarded", SampleDecisions.route(all.get("route"), SampleDecisions.undecided()));
        all.put("route-guard-blind", SampleDecisions.route(all.get("route"), SampleDecisions.blind()));
        all.put("route-harmful", SampleDecisions.route(all.get("route"), SampleDecisions.harmful()));
        all.put("route-reports", SampleReports.route(six()));
        RouteHead place = head("orders.place", "POST", "/orders", "Orders");
        all.put("route-protected", with(six(), SampleSettings.protectedBy(place, SampleSettings.BREAKER)));
        all.put("route-settings-refused", with(six(), SampleSettings.refused(place)));
        return all;
    }

    private static FlagPanel returning() {
        RollbackView rollback = RollbackViewBuilder.builder()
                .cap(Stage.OFF)
                .isolation(false)
                .scope(RollbackView.Scope.ROUTE)
                .scopeName(null)
                .actor("tom")
                .at(Samples.ago(Duration.ofSeconds(24)))
                .resume(orders().address().resume())
                .comingDown(new RollbackView.ComingDown(60, 40))
                .build();
        Rollout left = rollout(Stage.OFF, Stage.COMPLETE, 150_000);
        return flag(
                orders(),
                RouteKind.TWO,
                List.of(SampleFlags.cohort("default", List.of(), RouteKind.TWO, left)),
                rollback,
                EDITOR);
    }

    private static RoutePage isolable() {
        RouteHead place = head("orders.place", "POST", "/orders", "Orders");
        FlagPanel flag = flag(place, RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 250_000), EDITOR)
                .under(new Load(81, 20));
        return route(
                flag,
                form(EDITOR, "25"),
                SampleTraffic.traffic(SampleTraffic.split(18_420, 6_105, 4), false),
                SampleInstances.instances(),
                null);
    }

    private static RoutePage with(RoutePage page, SettingsForm settings) {
        return new RoutePage(
                page.layout(),
                page.flag(),
                page.form(),
                settings,
                page.traffic(),
                page.instances(),
                page.drill(),
                page.history(),
                page.reports());
    }

    private static RoutePage route(
            FlagPanel flag, RolloutForm form, TrafficView traffic, InstancesView instances, ActionNotice notice) {
        return new RoutePage(
                Samples.layout(flag.head().key(), Section.ROUTES, notice),
                flag,
                form,
                SampleSettings.of(
                        flag.head(), RouteKind.ofStages(flag.track().stops().size()), flag.permit()),
                traffic,
                instances,
                SampleArrivals.drilled(flag),
                SampleHistory.history(flag.permit()),
                ReportsView.NONE);
    }

    private static RolloutForm form(Permit permit, String percentage) {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 250_000);
        return form(permit, percentage, RolloutStep.unchanged(now), null, null, null);
    }

    private static RolloutForm form(
            Permit permit,
            String percentage,
            PreviewView preview,
            RefusedField error,
            Conflict conflict,
            String blocked) {
        return RolloutFormBuilder.builder()
                .address(PRODUCTION.route("orders.get"))
                .permit(permit)
                .version(12)
                .cohorts(List.of(new SelectOption("default", "Everyone", true)))
                .cohort("default")
                .pairs(List.of(new SelectOption("off:complete", "Off → Complete", true)))
                .pair("off:complete")
                .percentage(percentage)
                .reason("")
                .preview(preview)
                .error(error)
                .conflict(conflict)
                .note(null)
                .blocked(blocked)
                .reasonNeeded(false)
                .build();
    }

    private static RolloutForm widening() {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 250_000);
        Rollout next = rollout(Stage.OFF, Stage.COMPLETE, 500_000);
        return form(EDITOR, "50", RolloutStep.preview("everyone", now, next, 2_000), null, null, null);
    }

    private static RolloutForm harming() {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 250_000);
        Rollout next = rollout(Stage.OFF, Stage.COMPLETE, 500_000);
        PreviewView preview = RolloutStep.preview("everyone", now, next, 2_000)
                .harming(
                        "Errors: 250 of 500 (50\u202f%) on new, 3 of 1,500 (0.2\u202f%) on legacy in the same seconds");
        return form(EDITOR, "50", preview, null, null, null);
    }

    private static RolloutForm conflicted() {
        Rollout now = rollout(Stage.OFF, Stage.COMPLETE, 400_000);
        Rollout next = rollout(Stage.OFF, Stage.COMPLETE, 500_000);
        Conflict conflict = new Conflict("tom", ago(Duration.ofSeconds(8)), now.sentence(), next.sentence());
        return form(EDITOR, "50", RolloutStep.preview("everyone", now, next, 2_000), null, conflict, null);
    }

    private static RolloutForm invalid() {
        RefusedField error = new RefusedField(
                "percentage", "A share has at most four decimals, this one has five.", "Enter 12.3456 or 12.3457.");
        PreviewView preview = new PreviewView(
                PreviewView.Effect.REFUSED,
                "Move to 12.34567 %",
                List.of("This cannot be applied."),
                "Correct the share first.");
        return form(EDITOR, "12.34567", preview, error, null, null);
    }

    private static RoutePage viewer(SplitView split) {
        FlagPanel flag = flag(orders(), RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 250_000), VIEWER);
        return route(flag, form(VIEWER, "25"), SampleTraffic.traffic(split, false), SampleInstances.instances(), null);
    }

    private static RoutePage operator(TrafficView traffic) {
        FlagPanel flag = flag(orders(), RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 250_000), OPERATOR);
        ActionNotice notice = ActionNotice.refused(
                "Not changed.", "Moving a route needs the role editor.", "You can roll back, resume and look.");
        return route(flag, form(OPERATOR, "25"), traffic, SampleInstances.instances(), notice);
    }

    private static RoutePage rolledBack() {
        RouteHead head = head("customers.update", "PUT", "/customers/{id}", "Customers");
        RollbackView rollback = SampleFlags.rollback(head, Stage.SHADOW, ago(Duration.ofSeconds(34)));
        List<CohortPanel> cohorts =
                List.of(cohort("default", List.of(), RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 250_000)));
        FlagPanel flag = flag(head, RouteKind.SIX, cohorts, rollback, EDITOR);
        RolloutForm form =
                form(EDITOR, "25", null, null, null, "Rolled back. Resume first, then it can be moved again.");
        SplitView split = SampleTraffic.split(19_020, 5_505, 214);
        ActionNotice notice = ActionNotice.done("Rolled back.", "Legacy answers everyone again.");
        return route(flag, form, SampleTraffic.traffic(split, true), SampleInstances.instances(), notice);
    }

    private static RoutePage isolated() {
        RouteHead head = head("customers.update", "PUT", "/customers/{id}", "Customers");
        RollbackView rollback = SampleFlags.rollback(head, Stage.OFF, ago(Duration.ofMinutes(34)));
        List<CohortPanel> cohorts =
                List.of(cohort("default", List.of(), RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 250_000)));
        FlagPanel flag = flag(head, RouteKind.SIX, cohorts, rollback, EDITOR);
        RolloutForm form = form(EDITOR, "25", null, null, null, "Isolated. Resume first, then it can be moved again.");
        return route(
                flag,
                form,
                SampleTraffic.traffic(SampleTraffic.split(24_525, 0, 0), true),
                SampleInstances.instances(),
                null);
    }

    private static RoutePage six() {
        RouteHead head = head("orders.place", "POST", "/orders", "Orders");
        CohortPanel staff = cohort(
                "staff",
                List.of("email ends with @shop.example", "app is a version after 4.2.0"),
                RouteKind.SIX,
                rollout(Stage.SHADOW, Stage.LIVE, 1_000_000));
        CohortPanel rest = cohort("default", List.of(), RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 50_125));
        FlagPanel flag = flag(head, RouteKind.SIX, List.of(staff, rest), null, EDITOR);
        RolloutForm form = RolloutFormBuilder.builder()
                .address(PRODUCTION.route("orders.place"))
                .permit(EDITOR)
                .version(31)
                .cohorts(List.of(
                        new SelectOption("staff", "staff", false), new SelectOption("default", "Everyone else", true)))
                .cohort("default")
                .pairs(List.of(
                        new SelectOption("off:dualwrite", "Off → Dual write", false),
                        new SelectOption("dualwrite:shadow", "Dual write → Shadow", false),
                        new SelectOption("shadow:live", "Shadow → Live", true),
                        new SelectOption("live:rampdown", "Live → Ramp down", false),
                        new SelectOption("rampdown:complete", "Ramp down → Complete", false)))
                .pair("shadow:live")
                .percentage("10")
                .reason("")
                .preview(RolloutStep.preview(
                        "everyone else", rest.rollout(), rollout(Stage.SHADOW, Stage.LIVE, 100_000), 2_000))
                .error(null)
                .conflict(null)
                .note(null)
                .blocked(null)
                .reasonNeeded(false)
                .build();
        return route(
                flag,
                form,
                SampleTraffic.traffic(SampleTraffic.split(2_910, 148, 0), false),
                SampleInstances.instances(),
                null);
    }

    private static RoutePage notStarted() {
        FlagPanel flag = SampleFlags.notStarted(orders(), RouteKind.FOUR, EDITOR);
        Rollout off = rollout(Stage.OFF, Stage.SHADOW, 0);
        InstancesView nobody = new InstancesView(SampleArrivals.nobody(), List.of(), 0);
        RoutePage page = route(
                flag,
                form(EDITOR, "0", RolloutStep.unchanged(off), null, null, null),
                SampleTraffic.silence(),
                nobody,
                null);
        HistoryView none = new HistoryView(page.head().address(), EDITOR, List.of(), null);
        return new RoutePage(
                page.layout(),
                flag,
                page.form(),
                page.settings(),
                page.traffic(),
                nobody,
                DrillView.never(page.head().address(), EDITOR),
                none,
                ReportsView.NONE);
    }
}
