package dev.banyan.server.web.plan;

import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.plan.PlanAction;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.kit.Sentences;
import dev.banyan.server.web.plan.PlanBoard.Choice;
import dev.banyan.server.web.plan.PlanBoard.Offer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody can press on the page of a plan: nothing that would be refused, and where nothing can be, why. */
@ApplicationScoped
class PlanOffers {
    private static final String ANOTHER =
            "You started this plan or laid down its steps, so somebody else has to approve.";

    private final Plans plans;
    private final Flags flags;

    PlanOffers(Plans plans, Flags flags) {
        this.plans = plans;
        this.flags = flags;
    }

    /** @param plan one that is live */
    Offer of(PlanView plan, Permit permit, EnvironmentState environment, String viewer) {
        Optional<Problem> against =
                permit.change() ? plans.againstGoingOn(environment.scope(), plan.id()) : Optional.empty();
        boolean another = plan.waitsForApproval() && plan.requesters().contains(viewer);
        Set<PlanAction> actions = EnumSet.noneOf(PlanAction.class);
        if (permit.change()) {
            actions.addAll(forward(plan, against.isPresent(), another));
        }
        if (permit.rollBack()) {
            actions.add(PlanAction.ABORT);
            actions.addAll(plan.status() == Status.RUNNING ? Set.of(PlanAction.PAUSE) : Set.of());
        }
        List<String> comesBack = actions.contains(PlanAction.RESUME) ? comesBack(plan, permit, environment) : List.of();
        boolean asksWhy = plan.status() == Status.DRAFT || !comesBack.isEmpty();
        return new Offer(
                List.of(),
                actions,
                environment.guarded() && asksWhy,
                comesBack,
                another ? ANOTHER : against.map(PlanOffers::words).orElse(null));
    }

    private static Set<PlanAction> forward(PlanView plan, boolean against, boolean another) {
        Set<PlanAction> forward = EnumSet.noneOf(PlanAction.class);
        if (!against && plan.status() == Status.DRAFT) {
            forward.add(PlanAction.START);
        }
        if (!against && plan.status() == Status.PAUSED) {
            forward.add(PlanAction.RESUME);
        }
        if (plan.waitsOutHarm()) {
            forward.add(PlanAction.JUDGE_ANEW);
        }
        if (plan.skippable()) {
            forward.add(PlanAction.SKIP);
        }
        if (plan.waitsForApproval() && !another) {
            forward.add(PlanAction.APPROVE);
        }
        return forward;
    }

    private List<String> comesBack(PlanView plan, Permit permit, EnvironmentState environment) {
        return plan.routes().stream()
                .map(route -> flags.get(environment.scope(), route))
                .filter(FlagView::rolledBack)
                .map(flag -> flag.route() + ": " + FlagWords.beneath(flag).sentence())
                .toList();
    }

    /** Where there is no live plan. */
    Offer begin(EnvironmentState environment, PlanAddress address, Permit permit) {
        if (!permit.change() || address.numbered()) {
            return Offer.NOTHING;
        }
        return plans.againstBeginning(environment.scope(), address.route())
                .map(against -> Offer.none(words(against)))
                .orElseGet(() -> templates(environment, address));
    }

    private Offer templates(EnvironmentState environment, PlanAddress address) {
        String project = environment.scope().project();
        List<Choice> choices = Arrays.stream(Template.values())
                .map(each -> choice(each, plans.steps(project, address.route(), each)))
                .toList();
        return new Offer(choices, Set.of(), environment.guarded(), List.of(), null);
    }

    private static Choice choice(Template template, List<PlanStep> steps) {
        long asking = steps.stream().filter(PlanWords::asks).count();
        String words = Figures.count(steps.size(), "step", "steps")
                + (asking == 0 ? ", nobody is asked" : ", " + Figures.count(asking, "approval", "approvals"))
                + ". It begins with " + PlanWords.target(steps.get(0))
                + ", or from where the route is if that is further";
        return new Choice(template.key(), Sentences.capital(template.key()), template.words(), words);
    }

    private static String words(Problem against) {
        return against.slug().equals("plan-has-nothing-to-do")
                ? "Everybody is there already: there is nothing left to move."
                : against.getMessage() + against.remedy().map(" "::concat).orElse("");
    }
}
