package dev.banyan.server.web.overview;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.rollback.RollbackOrders;
import dev.banyan.server.flag.rollback.RollbackOutcome;
import dev.banyan.server.web.frame.OutagePages;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.worker.WayBack;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The overview of a project in one environment, and the buttons that concern all of its routes. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class OverviewPages {
    @CheckedTemplate(basePath = "web/overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(OverviewView view);
    }

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    private final CurrentUser user;
    private final RollbackOrders orders;
    private final OverviewAnswers answers;
    private final OutagePages outage;

    OverviewPages(CurrentUser user, RollbackOrders orders, OverviewAnswers answers, OutagePages outage) {
        this.user = user;
        this.orders = orders;
        this.answers = answers;
        this.outage = outage;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery String search) {
        user.require(project, Permission.VIEW);
        return answers.page(address(), Optional.ofNullable(search).orElse("").strip(), null);
    }

    @POST
    @WayBack
    @Path("/rollback")
    @Operation(hidden = true)
    public Response rollBack() {
        RollbackOutcome outcome =
                orders.carryOut(RollbackOrder.environment(project, environment, RollbackMode.ROLLBACK));
        return outcome.isCommitted()
                ? answers.done(address(), ActionNotice.done("Rolled back.", "Legacy answers everyone on every route."))
                : outage.taken(address(), outcome.unrecorded());
    }

    private EnvironmentAddress address() {
        return new EnvironmentAddress(project, environment);
    }
}
