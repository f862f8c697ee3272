package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.Permission;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.RollbackOrders;
import dev.banyan.server.flag.RollbackOutcome;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The overview of a project in one environment, and the buttons that concern all of its routes. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class OverviewPages {
    @CheckedTemplate(basePath = "web")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(OverviewView view);
    }

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    private final CurrentUser user;
    private final Environments environments;
    private final Rollbacks rollbacks;
    private final RollbackOrders orders;
    private final OverviewReader reader;
    private final ReportReader reports;
    private final EnvironmentTrafficReader past;
    private final Frames frames;
    private final ProblemPages problems;
    private final OutagePages outage;
    private final HttpServerRequest request;
    private final Clock clock;

    OverviewPages(
            CurrentUser user,
            Environments environments,
            Rollbacks rollbacks,
            RollbackOrders orders,
            OverviewReader reader,
            ReportReader reports,
            EnvironmentTrafficReader past,
            Frames frames,
            ProblemPages problems,
            OutagePages outage,
            HttpServerRequest request,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.rollbacks = rollbacks;
        this.orders = orders;
        this.reader = reader;
        this.reports = reports;
        this.past = past;
        this.frames = frames;
        this.problems = problems;
        this.outage = outage;
        this.request = request;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery String search) {
        user.require(project, Permission.VIEW);
        SummaryView summary = summary();
        String wanted = Optional.ofNullable(search).orElse("").strip();
        return Templates.overview(new OverviewView(
                frames.inEnvironment(project, environments.get(project, environment)),
                summary,
                past.glance(address(), environments.scope(project, environment), clock.instant()),
                matching(summary.rows(), wanted),
                reports.drift(environments.scope(project, environment)),
                wanted));
    }

    @POST
    @Path("/rollback")
    @Operation(hidden = true)
    public Response rollBack() {
        RollbackOutcome outcome =
                orders.carryOut(RollbackOrder.environment(project, environment, RollbackMode.ROLLBACK));
        return outcome.isCommitted()
                ? answer(200, Notice.done("Rolled back.", "Legacy answers everyone on every route."))
                : outage.taken(address(), outcome.unrecorded());
    }

    @POST
    @Path("/resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resume(@RestForm String reason, @RestForm boolean backfilled) {
        user.require(project, Permission.ROLL_BACK);
        try {
            rollbacks.resumeEnvironment(
                    environments.scope(project, environment),
                    backfilled,
                    intent("environment.resumed").because(reason));
        } catch (Problem refused) {
            return answer(refused.status(), ProblemPages.notice(refused));
        }
        return answer(200, Notice.done("Resumed.", "Every route goes on where it was held back."));
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problems.answer(problem);
    }

    private Response answer(int status, Notice notice) {
        if (!"true".equals(request.getHeader("HX-Request"))) {
            return Response.seeOther(URI.create(address().page())).build();
        }
        SummaryView summary = summary();
        return Response.status(status)
                .entity(Parts.notice(notice) + Parts.summary(summary) + Parts.rows(summary.rows()))
                .build();
    }

    private static List<RouteRow> matching(List<RouteRow> rows, String search) {
        String[] words = search.toLowerCase(Locale.ROOT).split("\\s+");
        return rows.stream()
                .filter(row -> List.of(words).stream()
                        .allMatch(word -> row.head().searchText().contains(word)))
                .toList();
    }

    private SummaryView summary() {
        return reader.read(address(), frames.permit(project));
    }

    private EnvironmentAddress address() {
        return new EnvironmentAddress(project, environment);
    }

    private Intent intent(String action) {
        return Intent.of(user.actor(), action, environment);
    }
}
