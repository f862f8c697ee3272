package dev.banyan.server.health;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Permission;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}/routes/{route}/health")
@Authenticated
@Tag(name = "Health")
class HealthResource {
    private static final int LONGEST_SECONDS = 3600;

    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Outcomes outcomes;

    HealthResource(CurrentUser user, Environments environments, Routes routes, Outcomes outcomes) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.outcomes = outcomes;
    }

    @GET
    @Operation(summary = "Calls, errors and latencies of both sides over the last seconds, in steps")
    public RouteHealth health(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("seconds") @DefaultValue("300") int seconds,
            @QueryParam("step") @DefaultValue("5") int step) {
        user.require(project, Permission.VIEW);
        EnvironmentScope scope = environments.scope(project, environment);
        routes.get(project, route);
        requireWithin(seconds, 1, LONGEST_SECONDS, "seconds");
        requireWithin(step, 1, seconds, "step");
        return outcomes.ofRoute(scope, route, Duration.ofSeconds(seconds), Duration.ofSeconds(step));
    }

    private static void requireWithin(int value, int least, int most, String field) {
        if (value < least || value > most) {
            throw Problem.badField(
                    field, field + " is " + value + ".", "Use a number from " + least + " to " + most + ".");
        }
    }
}
