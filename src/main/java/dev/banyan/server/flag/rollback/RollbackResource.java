package dev.banyan.server.flag.rollback;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.ActionRequest;
import dev.banyan.server.flag.Resumes;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.flag.UnrecordedRollback;
import dev.banyan.server.flag.state.PacedRollbackDuration;
import dev.banyan.server.flag.state.ResumeOrder;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.worker.WayBack;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Rollback, isolate and resume: of a route, of all routes of a migration, of a whole environment; and the drill of a route. */
@Path("/api/v1/projects/{project}/environments/{environment}")
@Authenticated
@Blocking
@WayBack
@Tag(name = "Rollback")
class RollbackResource {
    private static final String COMMITTED = "Committed, now or before; with the proof where it was waited for";
    private static final String UNRECORDED = "In force without the database, which is away; recorded when it is back";

    /** What all these actions are given. */
    static final class Action {
        @PathParam("project")
        String project;

        @PathParam("environment")
        String environment;

        @HeaderParam("Idempotency-Key")
        String idempotencyKey;

        @QueryParam("wait")
        @Parameter(
                description = "Answer when all instances have applied it, or after this time with who has not:"
                        + " 500ms, 5s; at most 30s.")
        String wait;

        @QueryParam("pace")
        @Parameter(
                description = "For the rollback of a route: over how many seconds it returns: 30s; at most 300s."
                        + " 0s: at once. Left out: as the route is set. A second rollback brings the rest at once.")
        String pace;
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Rollbacks rollbacks;
    private final Resumes resumes;
    private final Proofs proofs;
    private final RollbackOrders orders;

    RollbackResource(
            CurrentUser user,
            Environments environments,
            Rollbacks rollbacks,
            Resumes resumes,
            Proofs proofs,
            RollbackOrders orders) {
        this.user = user;
        this.environments = environments;
        this.rollbacks = rollbacks;
        this.resumes = resumes;
        this.proofs = proofs;
        this.orders = orders;
    }

    @POST
    @Path("/routes/{route}/rollback")
    @Operation(summary = "Put a route back: legacy is authoritative again, where possible the new side is kept in step")
    @APIResponse(
            responseCode = "200",
            description = COMMITTED,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Outcome.class)))
    @APIResponse(
            responseCode = "202",
            description = UNRECORDED,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UnrecordedRollback.class)))
    public Uni<RestResponse<Object>> rollBackRoute(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        return carryOut(
                action,
                request,
                RollbackOrder.route(action.project, action.environment, route, RollbackMode.ROLLBACK)
                        .over(PacedRollbackDuration.parse(action.pace)));
    }

    @POST
    @Path("/routes/{route}/isolate")
    @Operation(summary = "Stop every call to the new side of a route; it will need a backfill")
    @APIResponse(
            responseCode = "200",
            description = COMMITTED,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Outcome.class)))
    @APIResponse(
            responseCode = "202",
            description = UNRECORDED,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UnrecordedRollback.class)))
    public Uni<RestResponse<Object>> isolateRoute(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        PacedRollbackDuration.refuse(action.pace);
        return carryOut(
                action, request, RollbackOrder.route(action.project, action.environment, route, RollbackMode.ISOLATE));
    }

    @POST
    @Path("/routes/{route}/resume")
    @Operation(
            summary = "Let a route go on where it was held back: the same contexts return to the new side",
            description =
                    "If-Match is not required here; where it is sent, 412 answers when the flag has changed since.")
    public Uni<Outcome> resumeRoute(
            @BeanParam Action action,
            @PathParam("route") String route,
            @HeaderParam("If-Match") String ifMatch,
            @Valid ActionRequest request) {
        Intent intent = intent(action, AuditAction.FLAG_RESUMED, route, request);
        boolean backfilled = ActionRequest.backfilled(request);
        return answer(
                action,
                scope -> ifMatch == null
                        ? resumes.route(scope, route, ResumeOrder.ofProgram(backfilled, null), intent)
                        : IfMatch.anyOf(
                                ifMatch,
                                seen -> resumes.route(scope, route, ResumeOrder.ofProgram(backfilled, seen), intent)));
    }

    @POST
    @Path("/routes/{route}/drill")
    @Operation(summary = "Rehearse the rollback of a route: goes the whole way, is acknowledged, and moves nobody")
    public Uni<Outcome> drill(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        return answer(
                action,
                scope -> rollbacks.drill(scope, route, intent(action, AuditAction.FLAG_DRILLED, route, request)));
    }

    @POST
    @Path("/routes/{route}/replayed")
    @Operation(summary = "Declare that the writes which existed only in the new side were replayed to legacy")
    public Uni<Outcome> replayed(
            @BeanParam Action action, @PathParam("route") String route, @Valid ActionRequest request) {
        user.require(action.project, Permission.CHANGE_FLAG);
        return answer(
                action,
                scope -> rollbacks.replayed(scope, route, intent(action, AuditAction.FLAG_REPLAYED, route, request)));
    }

    @POST
    @Path("/migrations/{migration}/{way:rollback|isolate}")
    @Operation(summary = "Put all routes of a migration back")
    @APIResponse(
            responseCode = "200",
            description = COMMITTED,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Outcome.class)))
    public Uni<RestResponse<Object>> rollBackMigration(
            @BeanParam Action action,
            @PathParam("migration") String migration,
            @PathParam("way") String way,
            @Valid ActionRequest request) {
        PacedRollbackDuration.refuse(action.pace);
        RollbackMode mode = RollbackMode.parse(way);
        return carryOut(action, request, RollbackOrder.migration(action.project, action.environment, migration, mode));
    }

    @POST
    @Path("/migrations/{migration}/resume")
    @Operation(summary = "Let all routes of a migration go on where they were held back")
    public Uni<Outcome> resumeMigration(
            @BeanParam Action action, @PathParam("migration") String migration, @Valid ActionRequest request) {
        return answer(
                action,
                scope -> resumes.migration(
                        scope,
                        migration,
                        ResumeOrder.ofProgram(ActionRequest.backfilled(request), null),
                        intent(action, AuditAction.MIGRATION_RESUMED, migration, request)));
    }

    @POST
    @Path("/{way:rollback|isolate}")
    @Operation(summary = "Put a whole environment back, in one small event")
    @APIResponse(
            responseCode = "200",
            description = COMMITTED,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Outcome.class)))
    @APIResponse(
            responseCode = "202",
            description = UNRECORDED,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UnrecordedRollback.class)))
    public Uni<RestResponse<Object>> rollBackEnvironment(
            @BeanParam Action action, @PathParam("way") String way, @Valid ActionRequest request) {
        PacedRollbackDuration.refuse(action.pace);
        RollbackMode mode = RollbackMode.parse(way);
        return carryOut(action, request, RollbackOrder.environment(action.project, action.environment, mode));
    }

    @POST
    @Path("/resume")
    @Operation(summary = "Let a whole environment go on where it was held back")
    public Uni<Outcome> resumeEnvironment(@BeanParam Action action, @Valid ActionRequest request) {
        return answer(
                action,
                scope -> resumes.environment(
                        scope,
                        ResumeOrder.ofProgram(ActionRequest.backfilled(request), null),
                        intent(action, AuditAction.ENVIRONMENT_RESUMED, action.environment, request)));
    }

    /** 202 when it is in force, but could not be recorded yet: then there is no revision to wait for. */
    private Uni<RestResponse<Object>> carryOut(Action action, ActionRequest request, RollbackOrder order) {
        Optional<Duration> atMost = ProofWait.parse(action.wait);
        RollbackOutcome outcome =
                orders.carryOut(order.because(ActionRequest.reasonOf(request)).once(action.idempotencyKey));
        if (!outcome.isCommitted()) {
            return Uni.createFrom()
                    .item(RestResponse.ResponseBuilder.<Object>create(
                                    RestResponse.Status.ACCEPTED, outcome.unrecorded())
                            .build());
        }
        EnvironmentScope scope = atMost.isPresent() ? scope(action) : null;
        return arrival(scope, outcome.committed(), atMost).map(RestResponse::ok);
    }

    private EnvironmentScope scope(Action action) {
        user.require(action.project, Permission.ROLL_BACK);
        return environments.scope(action.project, action.environment);
    }

    private Intent intent(Action action, AuditAction what, String subject, ActionRequest request) {
        Intent intent = Intent.of(user.actor(), what, subject)
                .because(ActionRequest.reasonOf(request))
                .once(action.idempotencyKey);
        // Somebody stands there and waits for the acknowledgements.
        return ProofWait.parse(action.wait).isPresent() ? intent.atOnce() : intent;
    }

    private Uni<Outcome> answer(Action action, Function<EnvironmentScope, Committed> work) {
        EnvironmentScope scope = scope(action);
        Optional<Duration> atMost = ProofWait.parse(action.wait);
        return arrival(scope, work.apply(scope), atMost);
    }

    private Uni<Outcome> arrival(EnvironmentScope scope, Committed committed, Optional<Duration> atMost) {
        return atMost.map(time -> proofs.await(scope, committed.revision(), time))
                .orElse(Uni.createFrom().nullItem())
                .map(proof -> new Outcome(committed.revision(), committed.changed(), proof));
    }
}
