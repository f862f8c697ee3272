package dev.banyan.server.health.reading;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}/health")
@Authenticated
@Tag(name = "Health")
class TrendResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Outcomes outcomes;
    private final Clock clock;

    TrendResource(CurrentUser user, Environments environments, Outcomes outcomes, Clock clock) {
        this.user = user;
        this.environments = environments;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Calls and errors of both sides of every route over time",
            description =
                    "Any span of the last year in at most so many points, the last hour by default; without latencies,"
                            + " error kinds and events. Routes without calls are left out.")
    public List<RouteTrend> ofAll(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @Parameter(description = HealthResource.FROM) @QueryParam("from") String from,
            @Parameter(description = HealthResource.TO) @QueryParam("to") String to,
            @QueryParam("points") @DefaultValue(HealthResource.POINTS) int points) {
        user.require(project, Permission.VIEW);
        EnvironmentScope scope = environments.scope(project, environment);
        Span span = Span.of(from, to, points, clock.instant());
        return outcomes.trends(scope, span.from(), span.to(), span.points());
    }

    @GET
    @Path("/total")
    @Operation(
            summary = "Calls, errors and latencies of both sides over time, of all routes together",
            description =
                    "Any span of the last year in at most so many points, the last hour by default. Histograms of all routes"
                            + " are merged exactly: a latency is off by at most 3.2 % of itself.")
    public EnvironmentHealth together(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @Parameter(description = HealthResource.FROM) @QueryParam("from") String from,
            @Parameter(description = HealthResource.TO) @QueryParam("to") String to,
            @QueryParam("points") @DefaultValue(HealthResource.POINTS) int points) {
        user.require(project, Permission.VIEW);
        EnvironmentScope scope = environments.scope(project, environment);
        Span span = Span.of(from, to, points, clock.instant());
        return outcomes.together(scope, span.from(), span.to(), span.points());
    }
}
