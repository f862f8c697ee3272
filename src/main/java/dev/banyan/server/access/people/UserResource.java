package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.ClientAddress;
import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/users")
@RolesAllowed(Identities.USER)
@Tag(name = "users", description = "The people who can sign in")
class UserResource {

    private final CurrentUser currentUser;
    private final Users users;
    private final SignIn signIn;

    UserResource(CurrentUser currentUser, Users users, SignIn signIn) {
        this.currentUser = currentUser;
        this.users = users;
        this.signIn = signIn;
    }

    @GET
    @Operation(summary = "List users", description = "Administrators only. Ordered by username.")
    public Page<UserView> listUsers(@QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        currentUser.requireAdministrator();
        return users.list(PageRequest.of(limit, after));
    }

    @POST
    @Operation(summary = "Make a user", description = "Administrators only. A new user has no role in any project.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UserView.class)))
    public RestResponse<UserView> createUser(@NotNull @Valid NewUserRequest wanted) {
        currentUser.requireAdministrator();
        UserView made = users.create(currentUser.actor(), wanted);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, made)
                .location(URI.create("/api/v1/users/" + made.username()))
                .build();
    }

    @PUT
    @Path("/{user}/password")
    @ResponseStatus(204)
    @Operation(
            summary = "Change a password",
            description =
                    "One's own, with the current one; an administrator's for others, without it. Ends all of that user's"
                            + " sessions and voids their tokens.")
    public void changePassword(@PathParam("user") String user, @NotNull @Valid PasswordRequest request) {
        if (user.equals(currentUser.userName())) {
            signIn.verify(user, request.currentPassword(), ClientAddress.current());
        } else {
            currentUser.requireAdministrator();
        }
        users.changePassword(currentUser.actor(), user, request.newPassword());
    }
}
