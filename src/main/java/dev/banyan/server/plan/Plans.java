package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.calendar.OpenTimes;
import dev.banyan.server.plan.rules.GroupRules;
import dev.banyan.server.plan.rules.Plan;
import dev.banyan.server.plan.rules.PlanName;
import dev.banyan.server.plan.rules.PlanState;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes, reads and edits plans; what people do with them is {@link PlanActions}, and what they do themselves {@link PlanTurns}. */
@ApplicationScoped
public class Plans {
    private final PlanRows rows;
    private final Routes routes;
    private final PlanReader reader;
    private final PlanJournal journal;
    private final PlanStart ground;

    Plans(PlanRows rows, Routes routes, PlanReader reader, PlanJournal journal, PlanStart ground) {
        this.rows = rows;
        this.routes = routes;
        this.reader = reader;
        this.journal = journal;
        this.ground = ground;
    }

    @Transactional
    public PlanView get(EnvironmentScope scope, long id) {
        return reader.read(scope, rows.get(scope, id));
    }

    /** The live plan of a route, else its last one; empty when it never had any. */
    @Transactional
    public Optional<PlanView> ofRoute(EnvironmentScope scope, String route) {
        routes.get(scope.project(), route);
        return rows.ofRoute(scope, route).map(plan -> reader.read(scope, plan));
    }

    /**
     * Newest first.
     *
     * @param among of which states
     * @param before only those with lower numbers, for paging
     */
    @Transactional
    public List<PlanView> ofEnvironment(EnvironmentScope scope, Set<Status> among, long before, int limit) {
        return rows.ofEnvironment(scope, among, before, limit).stream()
                .map(plan -> reader.read(scope, plan))
                .toList();
    }

    /** The live plans of an environment, by the routes that they move. */
    @Transactional
    public Map<String, PlanName> live(EnvironmentScope scope) {
        return rows.live(scope);
    }

    /** Why no plan could move this route now, or empty. */
    @Transactional
    public Optional<Problem> againstBeginning(EnvironmentScope scope, String route) {
        Route it = routes.get(scope.project(), route);
        Plan shortest = new Plan(it.kind(), Template.BRISK.steps(it.kind(), it.readOnly()), OpenTimes.ALWAYS);
        return ground.againstBeginning(scope, List.of(route), shortest);
    }

    /** Why a plan that is not under way cannot be started or resumed now, or empty. */
    @Transactional
    public Optional<Problem> againstGoingOn(EnvironmentScope scope, long id) {
        PlanEntity entity = rows.get(scope, id);
        Plan plan = entity.plan(OpenTimes.ALWAYS);
        List<String> all = rows.routes(scope, entity);
        return switch (entity.state().status()) {
            case DRAFT -> ground.againstBeginning(scope, all, plan);
            case PAUSED -> ground.againstGoingOn(scope, all, plan);
            case RUNNING, FINISHED, ABORTED -> Optional.empty();
        };
    }

    /** What a template would do with this route. */
    @Transactional
    public List<PlanStep> steps(String project, String route, Template template) {
        Route it = routes.get(project, route);
        return template.steps(it.kind(), it.readOnly());
    }

    /**
     * Makes a draft; nobody is moved before it is started.
     *
     * @param name what a group is called; null for the route of a single one
     */
    @Transactional
    public PlanView create(EnvironmentScope scope, String name, List<String> keys, PlanRequest request, Actor actor) {
        List<Route> chosen = keys.stream()
                .distinct()
                .map(key -> routes.get(scope.project(), key))
                .toList();
        RouteKind kind = GroupRules.kind(chosen);
        GroupRules.requireFree(chosen, rows.live(scope));
        PlanEntity plan = new PlanEntity();
        plan.environmentId = scope.id();
        plan.name = name == null ? chosen.get(0).key() : name;
        plan.kind = (short) kind.stageCount();
        plan.createdAt = rows.now();
        set(plan, chosen, request, actor);
        plan.set(PlanState.DRAFT);
        rows.persistAndFlush(plan);
        chosen.forEach(route -> rows.getEntityManager().persist(PlanRouteEntity.live(plan, route.key())));
        rows.flush();
        journal.write(scope, plan, Kind.EDITED, actor, null, plan.createdAt);
        return reader.read(scope, plan);
    }

    /**
     * Replaces the steps; of a running plan those to come, and whoever has approved one of them has to look again.
     *
     * @param version as the sender has seen it
     */
    @Transactional
    public PlanView edit(EnvironmentScope scope, long id, long version, PlanRequest request, Actor actor) {
        PlanEntity plan = rows.lock(scope, id);
        requireVersion(scope, plan, version);
        requireLive(plan);
        List<PlanStep> before = plan.plan(OpenTimes.ALWAYS).steps();
        List<Route> chosen = rows.routes(scope, plan).stream()
                .map(key -> routes.get(scope.project(), key))
                .toList();
        set(plan, chosen, request, actor);
        requirePastKept(plan, before);
        plan.set(plan.state().edited());
        journal.write(scope, plan, Kind.EDITED, actor, null, rows.now());
        return reader.read(scope, plan);
    }

    private static void set(PlanEntity plan, List<Route> chosen, PlanRequest request, Actor actor) {
        boolean readOnly = chosen.stream().allMatch(Route::readOnly);
        List<PlanStep> steps = new StepCheck(plan.routeKind(), readOnly).steps(request);
        plan.set(steps, request.template() == null ? null : request.template().key(), actor.name());
    }

    private static void requirePastKept(PlanEntity plan, List<PlanStep> before) {
        int kept = plan.state().status() == Status.RUNNING ? plan.step + 1 : 0;
        List<PlanStep> after = plan.plan(OpenTimes.ALWAYS).steps();
        for (int i = 0; i < kept; i++) {
            if (i >= after.size() || !after.get(i).equals(before.get(i))) {
                throw Problem.badField(
                        "steps[" + i + "]",
                        "Step " + (i + 1) + " was taken already, and the plan is running.",
                        "Leave it as it is and edit the steps to come; or pause the plan first.");
            }
        }
    }

    void requireVersion(EnvironmentScope scope, PlanEntity plan, long version) {
        if (plan.version != version) {
            throw Problem.preconditionFailed(reader.read(scope, plan));
        }
    }

    static void requireLive(PlanEntity plan) {
        if (!plan.state().status().live()) {
            throw Problem.conflict("plan-over", "The plan is over.", "Make a new one.");
        }
    }
}
