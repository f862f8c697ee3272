package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.FlagPreview;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.flag.rollback.RollbackOrders;
import dev.banyan.server.flag.rollback.RollbackOutcome;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RolloutStep;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.OutagePages;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RefusedField;
import dev.banyan.server.worker.WayBack;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of one route, and everything that its buttons do. */
@Path("/projects/{project}/environments/{environment}/routes/{route}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class RoutePages {
    @CheckedTemplate(basePath = "web/route")
    static class Templates {
        private Templates() {}

        static native TemplateInstance route(RoutePage view);
    }

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    @PathParam("route")
    String route;

    private final CurrentUser user;
    private final Environments environments;
    private final Flags flags;
    private final Rollbacks rollbacks;
    private final RollbackOrders orders;
    private final RouteReader reader;
    private final Frames frames;
    private final RouteAnswers answers;
    private final OutagePages outage;

    RoutePages(
            CurrentUser user,
            Environments environments,
            Flags flags,
            Rollbacks rollbacks,
            RollbackOrders orders,
            RouteReader reader,
            Frames frames,
            RouteAnswers answers,
            OutagePages outage) {
        this.user = user;
        this.environments = environments;
        this.flags = flags;
        this.rollbacks = rollbacks;
        this.orders = orders;
        this.reader = reader;
        this.frames = frames;
        this.answers = answers;
        this.outage = outage;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        user.require(project, Permission.VIEW);
        RoutePicture picture = picture();
        return page(picture, RolloutForms.fresh(picture), null);
    }

    @GET
    @Path("/rollout/preview")
    @Operation(hidden = true)
    public String preview(
            @RestQuery String cohort, @RestQuery String pair, @RestQuery String percentage, @RestQuery String reason) {
        user.require(project, Permission.VIEW);
        return RouteParts.preview(preview(picture(), new RolloutForms.Entry(null, cohort, pair, percentage, reason)));
    }

    @POST
    @Path("/rollout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response rollout(
            @RestForm long version,
            @RestForm String cohort,
            @RestForm String pair,
            @RestForm String percentage,
            @RestForm String reason,
            @RestForm boolean confirm) {
        user.require(project, Permission.CHANGE_FLAG);
        RolloutForms.Entry entry = new RolloutForms.Entry(version, cohort, pair, percentage, reason);
        try {
            FlagPatch patch = entry.patch();
            flags.change(
                    scope(),
                    route,
                    version,
                    patch,
                    intent(AuditAction.FLAG_CHANGED).because(reason).confirmed(confirm));
            String words = RolloutForms.next(patch).sentence();
            return answer(ActionNotice.done("Moved.", words + "."));
        } catch (Problem refused) {
            RoutePicture picture = picture();
            return RefusedField.asksToConfirm(refused)
                    ? answers.toConfirm(picture, entry, preview(picture, entry), this::page)
                    : answers.refused(picture, entry, refused, this::page);
        }
    }

    @POST
    @WayBack
    @Path("/rollback")
    @Operation(hidden = true)
    public Response rollBack() {
        return putBack(RollbackMode.ROLLBACK, null);
    }

    @POST
    @WayBack
    @Path("/rollback/at-once")
    @Operation(hidden = true)
    public Response rollBackAtOnce() {
        return putBack(RollbackMode.ROLLBACK, 0);
    }

    @POST
    @WayBack
    @Path("/isolate")
    @Operation(hidden = true)
    public Response isolate() {
        return putBack(RollbackMode.ISOLATE, null);
    }

    @POST
    @Path("/drill")
    @Operation(hidden = true)
    public Response drill() {
        user.require(project, Permission.ROLL_BACK);
        rollbacks.drill(scope(), route, intent(AuditAction.FLAG_DRILLED));
        return answer(ActionNotice.done("Rehearsed.", "The order goes the whole way and moves nobody."));
    }

    /** @param overSeconds null as the route is set */
    private Response putBack(RollbackMode mode, Integer overSeconds) {
        RollbackOutcome outcome = orders.carryOut(
                RollbackOrder.route(project, environment, route, mode).over(overSeconds));
        if (!outcome.isCommitted()) {
            return outage.taken(new EnvironmentAddress(project, environment), outcome.unrecorded());
        }
        RoutePicture picture = picture();
        return answers.done(picture, RollbackNotice.of(mode, picture.shown()));
    }

    private Response answer(ActionNotice outcome) {
        return answers.done(picture(), outcome);
    }

    private PreviewView preview(RoutePicture picture, RolloutForms.Entry entry) {
        try {
            FlagPatch patch = entry.patch();
            FlagPreview would = flags.preview(scope(), route, patch);
            Rollout now = RolloutForms.now(picture.shown(), entry.cohort());
            Rollout next = RolloutForms.next(patch);
            PreviewView calm = RolloutStep.preview(picture.shown().groupName(entry.cohort()), now, next, -1)
                    .and(RolloutStep.missingOnLegacy(
                            now, next, would.flag().safety().missing()))
                    .lagging(would.lagging());
            return flags.harm(scope(), route, patch).map(calm::harming).orElse(calm);
        } catch (Problem refused) {
            return PreviewView.refused(refused);
        }
    }

    private TemplateInstance page(RoutePicture picture, RolloutForm form, ActionNotice notice) {
        Layout layout = frames.inEnvironment(route, picture.environment()).with(notice);
        return Templates.route(RoutePage.of(layout, picture, form, SettingsForms.fresh(picture)));
    }

    private RoutePicture picture() {
        return reader.read(new EnvironmentAddress(project, environment).route(route), frames.permit(project));
    }

    private EnvironmentScope scope() {
        return environments.scope(project, environment);
    }

    private Intent intent(AuditAction action) {
        return Intent.of(user.actor(), action, route);
    }
}
