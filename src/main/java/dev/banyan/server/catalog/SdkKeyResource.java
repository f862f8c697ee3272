package dev.banyan.server.catalog;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.access.sdkkey.IssuedSdkKey;
import dev.banyan.server.access.sdkkey.KeyedEnvironment;
import dev.banyan.server.access.sdkkey.SdkKeyView;
import dev.banyan.server.access.sdkkey.SdkKeys;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/v1/projects/{project}/environments/{environment}/sdk-keys")
@Authenticated
@Tag(name = "Access")
class SdkKeyResource {
    /** @param expiresAt leave out for a key that lives until it is revoked */
    record SdkKeyRequest(@NotBlank @Size(max = 100) String name, Instant expiresAt) {}

    private final CurrentUser user;
    private final Environments environments;
    private final SdkKeys keys;

    SdkKeyResource(CurrentUser user, Environments environments, SdkKeys keys) {
        this.user = user;
        this.environments = environments;
        this.keys = keys;
    }

    @GET
    public Page<SdkKeyView> list(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.ADMINISTER);
        return keys.list(environments.scope(project, environment).id(), PageRequest.of(limit, after));
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Make an SDK key; the answer is the only time that it is shown")
    public IssuedSdkKey create(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @NotNull @Valid SdkKeyRequest request) {
        user.require(project, Permission.ADMINISTER);
        return keys.create(
                user.actor(), keyed(project, environment), request.name().strip(), request.expiresAt());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke an SDK key; streams that were opened with it end within seconds")
    public void revoke(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("id") long id) {
        user.require(project, Permission.ADMINISTER);
        keys.revoke(user.actor(), keyed(project, environment), id);
    }

    private KeyedEnvironment keyed(String project, String environment) {
        EnvironmentScope scope = environments.scope(project, environment);
        return new KeyedEnvironment(scope.id(), scope.project(), scope.key());
    }
}
