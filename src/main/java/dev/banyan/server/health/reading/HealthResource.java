package dev.banyan.server.health.reading;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
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
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}/routes/{route}/health")
@Authenticated
@Tag(name = "Health")
class HealthResource {
    private static final int LONGEST_SECONDS = 3600;
    static final String POINTS = "120";
    static final String FROM = "ISO 8601 instant, inclusive; an hour before the end when it is left out";
    static final String TO = "ISO 8601 instant, exclusive; now when it is left out";

    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Outcomes outcomes;
    private final Clock clock;

    HealthResource(CurrentUser user, Environments environments, Routes routes, Outcomes outcomes, Clock clock) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Calls, errors and latencies of both sides over time, in steps",
            description =
                    "The last seconds in steps of so many seconds; or, with from and to, any span of the last year in"
                            + " at most so many points. Seconds are kept for an hour, minutes for eight days, hours for a"
                            + " year: a step is as long as what is kept of its time, at least. Latencies are off by at"
                            + " most 3.2 % of themselves.")
    public RouteHealth health(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("seconds") @DefaultValue("300") int seconds,
            @QueryParam("step") @DefaultValue("5") int step,
            @Parameter(description = FROM) @QueryParam("from") String from,
            @Parameter(description = TO) @QueryParam("to") String to,
            @QueryParam("points") @DefaultValue(POINTS) int points) {
        user.require(project, Permission.VIEW);
        EnvironmentScope scope = environments.scope(project, environment);
        routes.get(project, route);
        if (from != null || to != null) {
            Span span = Span.of(from, to, points, clock.instant());
            return outcomes.series(scope, route, span.from(), span.to(), span.points());
        }
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
