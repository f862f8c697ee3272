package dev.banyan.server.flag;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Permission;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rollback, isolate and resume: of a route, of all routes of a migration, of a whole environment. */
@Path("/api/v1/projects/{project}/environments/{environment}")
@Authenticated
@Tag(name = "Rollback")
class RollbackResource {
    /** What all these actions are given. */
    static final class Action {
        @PathParam("project")
        String project;

        @PathParam("environment")
        String environment;

        @HeaderParam("Idempotency-Key")
        String idempotencyKey;
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Rollbacks rollbacks;

    RollbackResource(CurrentUser user, Environments environments, Rollbacks rollbacks) {
        this.user = user;
        this.environments = environments;
        this.rollbacks = rollbacks;
    }

    @POST
    @Path("/routes/{route}/rollback")
    @Operation(summary = "Put a route back: legacy is authoritative again, where possible the new side is kept in step")
    public Committed rollBackRoute(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        return rollbacks.route(
                scope(action), route, RollbackMode.ROLLBACK, intent(action, "flag.rolled-back", route, request));
    }

    @POST
    @Path("/routes/{route}/isolate")
    @Operation(summary = "Stop every call to the new side of a route; it will need a backfill")
    public Committed isolateRoute(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        return rollbacks.route(
                scope(action), route, RollbackMode.ISOLATE, intent(action, "flag.isolated", route, request));
    }

    @POST
    @Path("/routes/{route}/resume")
    @Operation(summary = "Let a route go on where it was held back: the same contexts return to the new side")
    public Committed resumeRoute(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        return rollbacks.resumeRoute(
                scope(action),
                route,
                ActionRequest.backfilled(request),
                intent(action, "flag.resumed", route, request));
    }

    @POST
    @Path("/routes/{route}/replayed")
    @Operation(summary = "Declare that the writes which existed only in the new side were replayed to legacy")
    public Committed replayed(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        user.require(action.project, Permission.CHANGE_FLAG);
        return rollbacks.replayed(scope(action), route, intent(action, "flag.replayed", route, request));
    }

    @POST
    @Path("/migrations/{migration}/{way:rollback|isolate}")
    @Operation(summary = "Put all routes of a migration back")
    public Committed rollBackMigration(
            @BeanParam Action action,
            @PathParam("migration") String migration,
            @PathParam("way") String way,
            @Valid ActionRequest request) {
        return rollbacks.migration(
                scope(action),
                migration,
                RollbackMode.parse(way),
                intent(action, "migration." + done(way), migration, request));
    }

    @POST
    @Path("/migrations/{migration}/resume")
    public Committed resumeMigration(
            @BeanParam Action action, @PathParam("migration") String migration, @Valid ActionRequest request) {
        return rollbacks.resumeMigration(
                scope(action),
                migration,
                ActionRequest.backfilled(request),
                intent(action, "migration.resumed", migration, request));
    }

    @POST
    @Path("/{way:rollback|isolate}")
    @Operation(summary = "Put a whole environment back, in one small event")
    public Committed rollBackEnvironment(
            @BeanParam Action action, @PathParam("way") String way, @Valid ActionRequest request) {
        return rollbacks.environment(
                scope(action),
                RollbackMode.parse(way),
                intent(action, "environment." + done(way), action.environment, request));
    }

    @POST
    @Path("/resume")
    public Committed resumeEnvironment(@BeanParam Action action, @Valid ActionRequest request) {
        return rollbacks.resumeEnvironment(
                scope(action),
                ActionRequest.backfilled(request),
                intent(action, "environment.resumed", action.environment, request));
    }

    private EnvironmentScope scope(Action action) {
        user.require(action.project, Permission.ROLL_BACK);
        return environments.scope(action.project, action.environment);
    }

    private Intent intent(Action action, String what, String subject, ActionRequest request) {
        return Intent.of(user.actor(), what, subject)
                .because(ActionRequest.reasonOf(request))
                .once(action.idempotencyKey);
    }

    private static String done(String way) {
        return RollbackMode.parse(way) == RollbackMode.ISOLATE ? "isolated" : "rolled-back";
    }
}
