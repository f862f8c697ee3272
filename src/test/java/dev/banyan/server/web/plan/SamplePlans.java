package dev.banyan.server.web.plan;

import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.VIEWER;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.plan.PlanAction;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.kit.PlanTimes;
import dev.banyan.server.web.plan.PlanBoard.Choice;
import dev.banyan.server.web.plan.PlanBoard.Event;
import dev.banyan.server.web.plan.PlanBoard.Line;
import dev.banyan.server.web.plan.PlanBoard.Offer;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The page of a plan in the states that look different. */
public final class SamplePlans {
    private static final PlanAddress ADDRESS = PRODUCTION.route("orders.get").plan();
    private static final List<PlanStep> STEPS = Template.CAREFUL.steps(RouteKind.SIX, false);
    private static final PlanTimes TIMES = new PlanTimes(ZoneId.of("Europe/Berlin"), NOW);
    private static final List<String> CALENDAR = List.of(
            "Monday 09:00–17:00 (environment, Europe/Berlin)",
            "Not on Friday 15:00–24:00: No Friday afternoons (environment, Europe/Berlin)",
            "Frozen 2026-12-20 00:00 to 2027-01-04 00:00: Christmas (project, Europe/Berlin)");

    private SamplePlans() {}

    public static Map<String, PlanPage> all() {
        Map<String, PlanPage> all = new LinkedHashMap<>();
        all.put("plan", page(running(EDITOR)));
        all.put("plan-approval", page(approval()));
        all.put("plan-paused", page(paused()));
        all.put("plan-harm", page(harm()));
        all.put("plan-none", page(none()));
        all.put("plan-viewer", page(running(VIEWER)));
        all.put("plan-refused", refused());
        return all;
    }

    static PlanBoard running(Permit permit) {
        Offer offer =
                permit.change() ? Offer.of(Set.of(PlanAction.PAUSE, PlanAction.SKIP, PlanAction.ABORT)) : Offer.NOTHING;
        return board(
                permit,
                "Step 6 of 13",
                "running",
                "Waits until the new side is known to be healthy. Errors: 1,240 requests on new, needs about 900 more to rule out"
                        + " +0.5 %.",
                5,
                offer,
                null);
    }

    static PlanBoard approval() {
        return board(
                EDITOR,
                "Step 4 of 13",
                "running",
                "Waits for somebody to approve the next step.",
                3,
                Offer.of(Set.of(PlanAction.PAUSE, PlanAction.ABORT))
                        .but("You started this plan or laid down its steps, so somebody else has to approve."),
                null);
    }

    static PlanBoard paused() {
        return board(
                EDITOR,
                "Paused at step 6 of 13",
                "paused",
                "The guard rolled it back. Errors on new: 48 of 96 requests failed, on legacy 1 of 288.",
                5,
                new Offer(
                        List.of(),
                        Set.of(PlanAction.RESUME, PlanAction.ABORT),
                        true,
                        List.of("orders.get: 5\u202f% at Live, the rest at Shadow"),
                        null),
                "frozen by “Christmas”");
    }

    private static PlanBoard harm() {
        return board(
                EDITOR,
                "Step 6 of 13",
                "running",
                "Does not go on: the new side does harm. Errors: 48 of 96 (50 %) on new, 1 of 288 (0.3 %) on legacy in the same seconds",
                5,
                Offer.of(Set.of(PlanAction.PAUSE, PlanAction.JUDGE_ANEW, PlanAction.ABORT)),
                null);
    }

    private static PlanBoard none() {
        List<Choice> choices = List.of(
                new Choice("careful", "Careful", "A week or more, in small steps.", "13 steps, 2 approvals"),
                new Choice("normal", "Normal", "A day or two.", "10 steps, 1 approval"),
                new Choice(
                        "brisk",
                        "Brisk",
                        "Less than an hour.",
                        "7 steps, nobody is asked. It begins with 1\u202f% at Live, or from where the route is if that is further"));
        return PlanBoardBuilder.builder()
                .address(ADDRESS)
                .permit(EDITOR)
                .name("orders.get")
                .version(0)
                .title("No plan")
                .state("none")
                .words("Nobody has made a plan for this route yet.")
                .until(null)
                .end(null)
                .group(null)
                .lines(List.of())
                .offer(new Offer(choices, Set.of(), true, List.of(), null))
                .calendar(List.of())
                .closed(null)
                .events(List.of())
                .build();
    }

    private static PlanBoard board(
            Permit permit, String title, String state, String words, int step, Offer offer, String closed) {
        return PlanBoardBuilder.builder()
                .address(ADDRESS)
                .permit(permit)
                .name("orders.get")
                .version(12)
                .title(title)
                .state(state)
                .words(words)
                .until(null)
                .end("Done Wed 11 Mar, 10:30, if all goes well.")
                .group(null)
                .lines(IntStream.range(0, STEPS.size())
                        .mapToObj(i -> line(i, step))
                        .toList())
                .offer(offer)
                .calendar(CALENDAR)
                .closed(closed)
                .events(List.of(
                        new Event("Step 6", "plan", ago(Duration.ofMinutes(41)), "5 % at live"),
                        new Event("Step 5 approved", "tom", ago(Duration.ofHours(5)), null),
                        new Event("Started", "ana", ago(Duration.ofDays(2)), "Orders before the sale")))
                .build();
    }

    private static Line line(int index, int step) {
        PlanStep it = STEPS.get(index);
        String progress = index < step ? "done" : index == step ? "now" : "to-come";
        String when = index <= step
                ? (index == step ? "since " : "") + TIMES.say(NOW.minus(Duration.ofHours(6L * (step - index))))
                : "about " + TIMES.say(NOW.plus(Duration.ofHours(20L * (index - step))));
        return PlanBoardLineBuilder.builder()
                .number(index + 1)
                .progress(progress)
                .what(PlanWords.target(it))
                .when(when)
                .needs(PlanWords.needs(it))
                .asks(PlanWords.asks(it))
                .build();
    }

    private static PlanPage page(PlanBoard board) {
        PlanForms forms = new PlanForms(ADDRESS, board.permit(), RouteKind.SIX);
        return page(board, forms.fresh(Optional.empty(), STEPS.subList(0, 3)));
    }

    private static PlanPage refused() {
        PlanForms.Entry entry = new PlanForms.Entry(Map.of(
                "stage.0",
                "shadow",
                "share.0",
                "50",
                "minutes.0",
                "30",
                "requests.0",
                "100",
                "guard.0",
                "healthy",
                "stage.1",
                "live",
                "share.1",
                "5",
                "minutes.1",
                "30",
                "requests.1",
                "",
                "guard.1",
                "healthy"));
        Problem problem = Problem.badField(
                "steps[1].stage",
                "Step 2 leads to live while not everybody is at shadow.",
                "Add a step with 100 percent at shadow before it.");
        return page(running(EDITOR), new PlanForms(ADDRESS, EDITOR, RouteKind.SIX).filled(12, entry, problem));
    }

    private static PlanPage page(PlanBoard board, PlanForm form) {
        String title = "Plan of orders.get";
        List<PlanPage.Crumb> crumbs = List.of(
                new PlanPage.Crumb("Routes", PRODUCTION.page()),
                new PlanPage.Crumb("orders.get", PRODUCTION.route("orders.get").page()));
        return new PlanPage(Samples.layout(title, Layout.Section.ROUTES, null), title, crumbs, board, form);
    }
}
