package dev.banyan.server.web.arrival;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.convergence.Arrival;
import dev.banyan.server.convergence.PastRollback;
import dev.banyan.server.convergence.PastRollbacks;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.history.ActionWords;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The last rollbacks of a project, and how they arrived. */
@Path("/projects/{project}/rollbacks")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class RollbackPages {
    private static final int MISSING_SHOWN = 5;

    @CheckedTemplate(basePath = "web/arrival")
    static class Templates {
        private Templates() {}

        static native TemplateInstance rollbacks(RollbacksView view);
    }

    private final CurrentUser user;
    private final PastRollbacks rollbacks;
    private final Frames frames;
    private final Clock clock;

    RollbackPages(CurrentUser user, PastRollbacks rollbacks, Frames frames, Clock clock) {
        this.user = user;
        this.rollbacks = rollbacks;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("project") String project, @RestQuery String after) {
        user.require(project, Permission.VIEW);
        Page<PastRollback> page = rollbacks.page(project, PageRequest.of(null, after));
        Instant now = clock.instant();
        String address = EnvironmentAddress.rollbacks(project);
        return Templates.rollbacks(new RollbacksView(
                frames.ofProject("Rollbacks", project, Layout.Section.ROLLBACKS),
                page.items().stream().map(each -> row(project, each, now)).toList(),
                page.next() == null
                        ? null
                        : address + "?after=" + URLEncoder.encode(page.next(), StandardCharsets.UTF_8),
                after == null ? null : address));
    }

    private static RollbacksView.Row row(String project, PastRollback each, Instant now) {
        boolean counted = each.instances() != null;
        int missing = counted ? each.instances() - each.applied() : 0;
        int shown = Math.min(MISSING_SHOWN, each.missing().size());
        return RollbacksViewRowBuilder.builder()
                .what(ActionWords.of(each.action(), each.subject()))
                .icon(ActionWords.icon(each.action()))
                .drill(AuditAction.FLAG_DRILLED.is(each.action()))
                .environment(each.environment())
                .at(new Moment(each.at(), now))
                .by(each.by())
                .reason(each.reason())
                .reached(reached(each))
                .complete(counted && missing == 0 && each.instances() > 0)
                .nobody(!counted || each.instances() == 0)
                .times(ConvergenceView.Times.ofMillis(
                                each.firstMillis(), each.p50Millis(), each.p99Millis(), each.lastMillis())
                        .shown())
                .missing(each.missing().stream()
                        .limit(shown)
                        .map(RollbackPages::name)
                        .toList())
                .moreMissing(missing > shown ? "and " + Figures.count(missing - shown) + " more" : null)
                .page(new EnvironmentAddress(project, each.environment()).convergence(each.revision()))
                .build();
    }

    private static String reached(PastRollback each) {
        if (each.instances() == null) {
            return "Not counted";
        }
        return each.instances() == 0
                ? "No instance was connected"
                : Figures.count(each.applied()) + " of " + Figures.count(each.instances(), "instance", "instances");
    }

    private static String name(Arrival.Missing missing) {
        String who = missing.application().isEmpty() ? missing.id() : missing.application();
        return missing.host().isEmpty() ? who : who + " on " + missing.host();
    }
}
