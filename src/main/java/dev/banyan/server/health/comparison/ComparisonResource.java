package dev.banyan.server.health.comparison;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.health.reading.Span;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}/routes/{route}/comparison")
@Authenticated
@Tag(name = "Comparison")
class ComparisonResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Comparisons comparisons;
    private final Clock clock;

    ComparisonResource(
            CurrentUser user, Environments environments, Routes routes, Comparisons comparisons, Clock clock) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.comparisons = comparisons;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "How often both sides were compared over the last minutes, and how often they differed")
    public ComparisonCounts counts(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("minutes") @DefaultValue("60") int minutes) {
        long most = Comparisons.KEPT.toMinutes();
        if (minutes < 1 || minutes > most) {
            throw Problem.badField("minutes", "minutes is " + minutes + ".", "Use a number from 1 to " + most + ".");
        }
        return comparisons.counts(scope(project, environment, route), route, Duration.ofMinutes(minutes));
    }

    @GET
    @Path("/paths")
    @Operation(
            summary = "Where both sides differed: the most frequent first, noise last",
            description =
                    "Over the last day, or over the hours that the time from one instant to another one touches, kept"
                            + " for eight days.")
    public Page<DifferentPath> paths(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        EnvironmentScope scope = scope(project, environment, route);
        if (from == null && to == null) {
            return Page.cut(comparisons.paths(scope, route), PageRequest.of(limit, after));
        }
        Span span = Span.of(from, to, 1, clock.instant());
        return Page.cut(comparisons.paths(scope, route, span.from(), span.to()), PageRequest.of(limit, after));
    }

    @GET
    @Path("/samples")
    @Operation(summary = "The last differences as they were found, newest first; values may be withheld")
    public Page<ComparisonSample> samples(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        EnvironmentScope scope = scope(project, environment, route);
        PageRequest page = PageRequest.of(limit, after);
        long before = page.afterNumber().orElse(Long.MAX_VALUE);
        return Page.of(
                comparisons.samples(scope, route, before, page.fetch()), page, sample -> String.valueOf(sample.id()));
    }

    private EnvironmentScope scope(String project, String environment, String route) {
        user.require(project, Permission.VIEW);
        EnvironmentScope scope = environments.scope(project, environment);
        routes.get(project, route);
        return scope;
    }
}
