package dev.banyan.server.web.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.PlanAction;
import dev.banyan.server.plan.PlanActions;
import dev.banyan.server.plan.PlanRequest;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.frame.ProblemPages;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.plan.PlanPage.Crumb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people do on the page of a plan and see then, whether it is the plan of a route or one by its number. */
@RequestScoped
class PlanAnswers {
    @CheckedTemplate(basePath = "web/plan")
    static class Templates {
        private Templates() {}

        static native TemplateInstance plan(PlanPage view);
    }

    private final PageAnswers answers;
    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Plans plans;
    private final PlanActions actions;
    private final PlanBoards boards;
    private final Frames frames;
    private final Clock clock;

    PlanAnswers(
            PageAnswers answers,
            CurrentUser user,
            Environments environments,
            Routes routes,
            Plans plans,
            PlanActions actions,
            PlanBoards boards,
            Frames frames,
            Clock clock) {
        this.answers = answers;
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.plans = plans;
        this.actions = actions;
        this.boards = boards;
        this.frames = frames;
        this.clock = clock;
    }

    TemplateInstance show(PlanAddress address) {
        return page(address, form(address), null);
    }

    /** With the form of the steps unfolded. */
    TemplateInstance edit(PlanAddress address) {
        return page(address, form(address).map(PlanForm::unfolded), null);
    }

    Response act(PlanAddress address, String key, long version, String reason) {
        PlanAction action = PlanAction.parse(key);
        user.require(address.environment().project(), action.permission());
        try {
            actions.take(scope(address), existing(address).id(), action, version, user.actor(), reason);
        } catch (Problem refused) {
            return refused(address, refused);
        }
        return done(address, ActionNotice.done("Done.", PlanWords.words(existing(address))));
    }

    Response steps(PlanAddress address, long version, MultivaluedMap<String, String> typed) {
        user.require(address.environment().project(), Permission.CHANGE_FLAG);
        Map<String, String> fields = typed.keySet().stream().collect(Collectors.toMap(name -> name, typed::getFirst));
        PlanForms.Entry entry = new PlanForms.Entry(fields);
        RouteKind kind = kind(address);
        try {
            save(address, version, entry.request(kind));
        } catch (Problem refused) {
            PlanForm filled = forms(address, kind).filled(version, entry, refused);
            return answer(address, refused.status(), Optional.of(filled), null);
        }
        return done(address, ActionNotice.done("Saved.", "These are the steps of the plan."));
    }

    Response refused(PlanAddress address, Problem refused) {
        return answer(address, refused.status(), form(address), ProblemPages.notice(refused));
    }

    Response done(PlanAddress address, ActionNotice notice) {
        return answers.done(address.page(), () -> pieces(address, form(address), notice));
    }

    private void save(PlanAddress address, long version, PlanRequest wanted) {
        Optional<PlanView> known = boards.plan(state(address), address);
        if (address.numbered() || known.filter(it -> it.status().live()).isPresent()) {
            plans.edit(scope(address), known.orElseThrow().id(), version, wanted, user.actor());
        } else {
            plans.create(scope(address), null, List.of(address.route()), wanted, user.actor());
        }
    }

    private Response answer(PlanAddress address, int status, Optional<PlanForm> form, ActionNotice notice) {
        return answers.show(status, () -> pieces(address, form, notice), () -> page(address, form, notice));
    }

    private String pieces(PlanAddress address, Optional<PlanForm> form, ActionNotice notice) {
        return FrameParts.notice(notice)
                + PlanParts.plan(board(address))
                + form.map(PlanParts::planForm).orElse("");
    }

    private TemplateInstance page(PlanAddress address, Optional<PlanForm> form, ActionNotice notice) {
        PlanBoard board = board(address);
        boolean ofRoute = !address.numbered();
        String title = ofRoute || board.group() == null ? "Plan of " + board.name() : board.name();
        Layout.Section section = ofRoute ? Layout.Section.ROUTES : Layout.Section.PLANS;
        Layout layout = frames.inEnvironment(title, state(address), section).with(notice);
        return Templates.plan(new PlanPage(layout, title, crumbs(address), board, form.orElse(null)));
    }

    private static List<Crumb> crumbs(PlanAddress address) {
        EnvironmentAddress environment = address.environment();
        return address.numbered()
                ? List.of(new Crumb("Plans", environment.plans()))
                : List.of(
                        new Crumb("Routes", environment.page()),
                        new Crumb(
                                address.route(),
                                environment.route(address.route()).page()));
    }

    private PlanBoard board(PlanAddress address) {
        Permit permit = frames.permit(address.environment().project());
        return boards.read(state(address), address, permit, user.userName(), clock.instant());
    }

    /** Empty where there is nothing left to edit. */
    private Optional<PlanForm> form(PlanAddress address) {
        Optional<PlanView> plan = boards.plan(state(address), address);
        if (address.numbered() && plan.filter(it -> it.status().live()).isEmpty()) {
            return Optional.empty();
        }
        PlanForms forms = forms(address, kind(address));
        return Optional.of(
                address.numbered()
                        ? forms.fresh(plan, List.of())
                        : forms.fresh(plan, boards.suggested(state(address), address)));
    }

    private PlanForms forms(PlanAddress address, RouteKind kind) {
        return new PlanForms(address, frames.permit(address.environment().project()), kind);
    }

    private RouteKind kind(PlanAddress address) {
        return address.numbered()
                ? RouteKind.ofStages(existing(address).kind())
                : routes.get(address.environment().project(), address.route()).kind();
    }

    private PlanView existing(PlanAddress address) {
        return boards.plan(state(address), address).orElseThrow(() -> Problem.notFound("plan of " + address.route()));
    }

    private EnvironmentState state(PlanAddress address) {
        EnvironmentAddress environment = address.environment();
        return environments.get(environment.project(), environment.environment());
    }

    private EnvironmentScope scope(PlanAddress address) {
        return state(address).scope();
    }
}
