package dev.banyan.server.web.plan;

import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.VIEWER;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.overview.RouteRow;
import dev.banyan.server.web.overview.SampleOverviews;
import dev.banyan.server.web.plan.GroupForm.Choice;
import dev.banyan.server.web.plan.PlanBoard.Group;
import dev.banyan.server.web.plan.PlanBoard.Member;
import dev.banyan.server.web.plan.PlanBoard.Offer;
import dev.banyan.server.web.preview.SamplePages;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.route.RoutePage;
import dev.banyan.server.web.route.RoutePageBuilder;
import dev.banyan.server.web.route.SampleRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of plans, routes that move together, and the form that puts them together, in the states that look different. */
public final class SampleGroups {
    private static final PlanAddress ADDRESS = PRODUCTION.plan(17);

    private SampleGroups() {}

    public static Map<String, SamplePages.Sample> all() {
        Map<String, SamplePages.Sample> all = new LinkedHashMap<>();
        PlanBoard running = SamplePlans.running(EDITOR);
        all.put("group", page(of(running, ADDRESS, members(EDITOR)), true));
        all.put("group-over", page(over(), false));
        all.put("plans", list(EDITOR, false, rows()));
        all.put("plans-empty", list(VIEWER, false, List.of()));
        all.put("plans-over", list(EDITOR, true, List.of(over())));
        all.put("group-new", form(GroupForms.Entry.choosing(List.of("orders.get", "orders.cancel")), null));
        all.put("group-new-refused", form(wrong(), kinds()));
        all.put(
                "group-new-none",
                sample(
                        "plan/group-plan",
                        GroupForms.form(
                                layout("Move routes together"),
                                PRODUCTION,
                                EDITOR,
                                GroupForms.Entry.choosing(null),
                                Stream.empty(),
                                null),
                        "form"));
        all.put("route-in-group", route());
        return all;
    }

    private static SamplePages.Sample page(PlanBoard board, boolean editable) {
        PlanForm steps = new PlanForms(ADDRESS, EDITOR, RouteKind.SIX)
                .fresh(Optional.empty(), Template.NORMAL.steps(RouteKind.SIX, false));
        PlanForm form = PlanFormBuilder.builder()
                .address(ADDRESS)
                .permit(EDITOR)
                .version(board.version())
                .stages(steps.stages())
                .rows(steps.rows())
                .refused(null)
                .open(false)
                .build();
        PlanPage page = new PlanPage(
                layout("Checkout"),
                "Checkout",
                List.of(new PlanPage.Crumb("Plans", PRODUCTION.plans())),
                board,
                editable ? form : null);
        return sample("plan/plan", page, "view");
    }

    private static SamplePages.Sample list(Permit permit, boolean over, List<PlanBoard> plans) {
        PlansView.Listing list = PlansViewListingBuilder.builder()
                .address(PRODUCTION)
                .permit(permit)
                .over(over)
                .plans(plans)
                .older(plans.isEmpty() ? null : PRODUCTION.plans() + "?after=3")
                .first(null)
                .live(PRODUCTION.plansLive())
                .build();
        return sample("plan/plans", new PlansView(layout("Plans"), list), "view");
    }

    private static List<PlanBoard> rows() {
        return List.of(
                of(SamplePlans.running(EDITOR), ADDRESS, List.of()), SamplePlans.paused(), SamplePlans.approval());
    }

    private static PlanBoard over() {
        PlanBoard board = of(SamplePlans.running(EDITOR), ADDRESS, members(EDITOR));
        return PlanBoardBuilder.builder()
                .address(board.address())
                .permit(board.permit())
                .name(board.name())
                .version(board.version())
                .title("Plan finished")
                .state("finished")
                .words("All steps are taken.")
                .until(null)
                .end(null)
                .group(board.group())
                .lines(List.of())
                .offer(Offer.NOTHING)
                .calendar(board.calendar())
                .closed(null)
                .events(board.events())
                .build();
    }

    private static PlanBoard of(PlanBoard board, PlanAddress address, List<Member> members) {
        return PlanBoardBuilder.builder(board)
                .address(address)
                .name("Checkout")
                .group(new Group(
                        "Checkout",
                        ADDRESS.page(),
                        List.of("orders.cancel", "orders.place", "payments.authorise"),
                        members))
                .build();
    }

    private static List<Member> members(Permit permit) {
        return List.of(
                PlanMembers.member(moving("orders.cancel", permit), standing(Verdict.HEALTHY, "+0.5 % is ruled out.")),
                PlanMembers.member(
                        moving("orders.place", permit),
                        standing(
                                Verdict.INCONCLUSIVE,
                                "Errors: 1,240 requests on new, needs about 900 more to rule out +0.5 %.")),
                PlanMembers.member(
                        rolledBack("payments.authorise", permit),
                        standing(Verdict.HARMFUL, "Errors on new: 48 of 96 requests failed, on legacy 1 of 288.")));
    }

    private static GuardStanding standing(Verdict verdict, String words) {
        return new GuardStanding(verdict, words, 1_240, NOW, false);
    }

    private static FlagPanel moving(String key, Permit permit) {
        return SampleFlags.flag(
                SampleFlags.head(key, "POST", "/" + key.replace('.', '/'), "Orders"),
                RouteKind.SIX,
                SampleFlags.rollout(Stage.SHADOW, Stage.LIVE, 50_000),
                permit);
    }

    private static FlagPanel rolledBack(String key, Permit permit) {
        RouteHead head = SampleFlags.head(key, "POST", "/payments", "Payments");
        Rollout rollout = SampleFlags.rollout(Stage.SHADOW, Stage.LIVE, 50_000);
        return SampleFlags.flag(
                head,
                RouteKind.SIX,
                List.of(SampleFlags.cohort("default", List.of(), RouteKind.SIX, rollout)),
                SampleFlags.rollback(head, Stage.SHADOW, new Moment(NOW.minusSeconds(41), NOW)),
                permit);
    }

    private static SamplePages.Sample form(GroupForms.Entry entry, Problem refused) {
        return sample(
                "plan/group-plan",
                GroupForms.form(layout("Move routes together"), PRODUCTION, EDITOR, entry, choices().stream(), refused),
                "form");
    }

    private static List<Choice> choices() {
        GroupForm.Taken checkout = new GroupForm.Taken("Checkout", ADDRESS.page());
        return SampleOverviews.rows(EDITOR).stream()
                .map(RouteRow::flag)
                .map(flag -> GroupForms.choice(flag, flag.track().stops().size(), flag.rolledBack() ? checkout : null))
                .toList();
    }

    private static GroupForms.Entry wrong() {
        return GroupForms.Entry.of("Checkout", List.of("orders.get", "orders.place"), "careful", "");
    }

    private static Problem kinds() {
        return Problem.badField(
                "routes",
                "These routes have different numbers of stages, so they cannot take the same steps: 2 stages: orders.get;"
                        + " 6 stages: orders.place.",
                "Choose routes of one kind, and make another plan for the rest.");
    }

    private static SamplePages.Sample route() {
        RoutePage plain = SampleRoutes.all().get("route-six");
        PlanBoard board =
                of(SamplePlans.running(EDITOR), PRODUCTION.route("orders.place").plan(), List.of());
        RoutePage view = RoutePageBuilder.builder(plain).plan(board).build();
        return sample("route/route", view, "view");
    }

    private static Layout layout(String title) {
        return Samples.layout(title, Section.PLANS, null);
    }

    private static SamplePages.Sample sample(String template, Object view, String name) {
        return new SamplePages.Sample("web/" + template, Map.of(name, view));
    }
}
