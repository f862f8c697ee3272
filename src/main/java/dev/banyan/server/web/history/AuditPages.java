package dev.banyan.server.web.history;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditEntry;
import dev.banyan.server.audit.AuditFilter;
import dev.banyan.server.audit.AuditFilterBuilder;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.web.frame.Frames;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Everything that was done in a project, and what was refused. */
@Path("/projects/{project}/audit")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class AuditPages {
    @CheckedTemplate(basePath = "web/history")
    static class Templates {
        private Templates() {}

        static native TemplateInstance audit(AuditView view);
    }

    private final CurrentUser user;
    private final AuditTrail trail;
    private final Environments environments;
    private final Frames frames;
    private final Clock clock;

    AuditPages(CurrentUser user, AuditTrail trail, Environments environments, Frames frames, Clock clock) {
        this.user = user;
        this.trail = trail;
        this.environments = environments;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String environment,
            @RestQuery String after) {
        user.require(project, Permission.VIEW);
        AuditFilter wanted = AuditFilterBuilder.builder()
                .environment(blankToNull(environment))
                .actor(blankToNull(actor))
                .action(blankToNull(action))
                .subject(null)
                .from(null)
                .until(null)
                .build();
        Page<AuditEntry> page = trail.page(project, wanted, PageRequest.of(null, after));
        AuditView.Filter filter = filter(project, wanted);
        String address = "/projects/" + project + "/audit";
        return Templates.audit(AuditViewBuilder.builder()
                .layout(frames.ofProject("Audit", project, Layout.Section.AUDIT))
                .address(address)
                .filter(filter)
                .rows(page.items().stream()
                        .map(entry -> row(entry, clock.instant()))
                        .toList())
                .older(page.next() == null ? null : address + query(filter, page.next()))
                .newest(after == null ? null : address + query(filter, null))
                .build());
    }

    private AuditView.Filter filter(String project, AuditFilter wanted) {
        return new AuditView.Filter(
                Objects.requireNonNullElse(wanted.actor(), ""),
                Objects.requireNonNullElse(wanted.action(), ""),
                Objects.requireNonNullElse(wanted.environment(), ""),
                trail.actions(project),
                environments.ofProject(project).stream()
                        .map(state -> state.scope().key())
                        .toList());
    }

    private static AuditView.AuditRow row(AuditEntry entry, Instant now) {
        return AuditViewAuditRowBuilder.builder()
                .sequence(entry.sequence())
                .at(new Moment(entry.at(), now))
                .actor(entry.actor())
                .action(entry.action())
                .subject(entry.subject())
                .environment(entry.environment())
                .details(AuditWords.details(entry.subject(), entry.details()))
                .refused(AuditAction.find(entry.action())
                        .filter(AuditAction.REFUSALS::contains)
                        .isPresent())
                .build();
    }

    private static String query(AuditView.Filter filter, String after) {
        return "?actor=" + encode(filter.actor()) + "&action=" + encode(filter.action()) + "&environment="
                + encode(filter.environment()) + (after == null ? "" : "&after=" + encode(after));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
