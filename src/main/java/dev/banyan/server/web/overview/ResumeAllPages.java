package dev.banyan.server.web.overview;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.Resumes;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.ResumeOrder;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Backfill;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.EnvironmentAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** On again with an environment that is rolled back as a whole: it is said first what that leads to. */
@Path("/projects/{project}/environments/{environment}/resume")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class ResumeAllPages {
    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    private final CurrentUser user;
    private final Environments environments;
    private final Flags flags;
    private final Resumes resumes;
    private final OverviewAnswers answers;

    ResumeAllPages(CurrentUser user, Environments environments, Flags flags, Resumes resumes, OverviewAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.flags = flags;
        this.resumes = resumes;
        this.answers = answers;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        user.require(project, Permission.ROLL_BACK);
        return ask(200, ConfirmationDialog.Typed.NOTHING, null);
    }

    /** @param version null from a page that has shown nothing before the press */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resume(@RestForm Long version, @RestForm String reason, @RestForm boolean backfilled) {
        user.require(project, Permission.ROLL_BACK);
        ConfirmationDialog.Typed typed = new ConfirmationDialog.Typed(reason, backfilled);
        if (version == null) {
            return ask(200, typed, null);
        }
        try {
            Intent intent = Intent.of(user.actor(), AuditAction.ENVIRONMENT_RESUMED, environment)
                    .because(reason);
            resumes.environment(scope(), ResumeOrder.onPage(backfilled, version), intent);
        } catch (Problem refused) {
            return ask(refused.status(), typed, refused);
        }
        return answers.done(address(), ActionNotice.done("Resumed.", "Every route goes on where it was held back."));
    }

    private Response ask(int status, ConfirmationDialog.Typed typed, Problem refused) {
        SummaryView summary = answers.summary(address());
        Backfill backfill = Backfill.of(with -> resumes.requireEnvironmentReady(scope(), with));
        ConfirmationDialog confirmation = ConfirmationDialog.of(
                ResumeAllWords.target(summary, environments.get(project, environment)),
                ResumeAllWords.preview(summary, rolledBackByThemselves()),
                typed,
                backfill.needed(),
                backfill.obstacle(),
                refused);
        return answers.ask(status, address(), confirmation);
    }

    private List<String> rolledBackByThemselves() {
        return flags.ofEnvironment(scope()).stream()
                .filter(flag -> flag.rollback() != null)
                .map(FlagView::route)
                .toList();
    }

    private EnvironmentAddress address() {
        return new EnvironmentAddress(project, environment);
    }

    private EnvironmentScope scope() {
        return environments.scope(project, environment);
    }
}
