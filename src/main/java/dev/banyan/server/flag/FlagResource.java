package dev.banyan.server.flag;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/projects/{project}/environments/{environment}")
@Authenticated
@Tag(name = "Flags")
class FlagResource {
    /** The route that something is done to. */
    static final class Target {
        @PathParam("project")
        String project;

        @PathParam("environment")
        String environment;

        @PathParam("route")
        String route;
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Flags flags;

    FlagResource(CurrentUser user, Environments environments, Flags flags) {
        this.user = user;
        this.environments = environments;
        this.flags = flags;
    }

    @GET
    @Path("/flags")
    @Operation(summary = "The flags of all routes in an environment")
    public List<FlagView> list(@PathParam("project") String project, @PathParam("environment") String environment) {
        user.require(project, Permission.VIEW);
        return flags.ofEnvironment(environments.scope(project, environment));
    }

    @GET
    @Path("/routes/{route}/flag")
    public RestResponse<FlagView> get(@BeanParam Target target) {
        return withVersion(flags.get(scope(target, Permission.VIEW), target.route));
    }

    @PATCH
    @Path("/routes/{route}/flag")
    @Operation(
            summary = "Change a flag: all cohorts or the rollout of one, and its settings",
            description = "412 answers with the current state when somebody else was faster;"
                    + " 409 not-understood names the instances whose SDK will not understand the change;"
                    + " 409 unsafe-rollout names the cohorts in conflict and the side that would miss writes.")
    public RestResponse<FlagView> change(
            @BeanParam Target target,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @Parameter(description = Confirmation.WORDS) @QueryParam("confirm") @DefaultValue("false") boolean confirm,
            @NotNull @Valid FlagPatch patch) {
        EnvironmentScope scope = scope(target, Permission.CHANGE_FLAG);
        Intent intent = Intent.of(user.actor(), AuditAction.FLAG_CHANGED, target.route)
                .because(patch.reason())
                .once(idempotencyKey)
                .confirmed(confirm);
        return withVersion(
                IfMatch.anyOf(ifMatch, version -> flags.change(scope, target.route, version, patch, intent)));
    }

    @POST
    @Path("/routes/{route}/flag/preview")
    @Operation(
            summary = "What a change of the flag would lead to, and who will not understand it; changes nothing",
            description = "Refuses what the change would refuse, its version and reason aside.")
    public FlagPreview preview(@BeanParam Target target, @NotNull @Valid FlagPatch patch) {
        return flags.preview(scope(target, Permission.VIEW), target.route, patch);
    }

    @POST
    @Path("/routes/{route}/revert")
    @Operation(summary = "Put rollout and settings back to what they were after a revision")
    public RestResponse<FlagView> revert(
            @BeanParam Target target,
            @QueryParam("revision") long revision,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @Parameter(description = Confirmation.WORDS) @QueryParam("confirm") @DefaultValue("false") boolean confirm,
            @Valid ActionRequest request) {
        EnvironmentScope scope = scope(target, Permission.CHANGE_FLAG);
        Intent intent = Intent.of(user.actor(), AuditAction.FLAG_REVERTED, target.route)
                .because(ActionRequest.reasonOf(request))
                .once(idempotencyKey)
                .confirmed(confirm);
        return withVersion(
                IfMatch.anyOf(ifMatch, version -> flags.revert(scope, target.route, version, revision, intent)));
    }

    @GET
    @Path("/routes/{route}/history")
    @Operation(summary = "Who changed the flag, when, how and why; newest first")
    public Page<PastChange> history(
            @BeanParam Target target, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        EnvironmentScope scope = scope(target, Permission.VIEW);
        PageRequest page = PageRequest.of(limit, after);
        long before = page.afterNumber().orElse(Long.MAX_VALUE);
        return Page.of(
                flags.history(scope, target.route, before, page.fetch()),
                page,
                change -> String.valueOf(change.revision()));
    }

    private EnvironmentScope scope(Target target, Permission permission) {
        user.require(target.project, permission);
        return environments.scope(target.project, target.environment);
    }

    private static RestResponse<FlagView> withVersion(FlagView flag) {
        return RestResponse.ResponseBuilder.ok(flag)
                .header("ETag", IfMatch.etag(flag.version()))
                .build();
    }
}
