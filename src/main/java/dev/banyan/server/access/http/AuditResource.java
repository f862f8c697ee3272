package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditEntry;
import dev.banyan.server.audit.AuditFilter;
import dev.banyan.server.audit.AuditFilterBuilder;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stands here rather than beside the trail because it needs to know who asks, and the trail lies below that. */
@Path("/api/v1/projects/{project}/audit")
@RolesAllowed(Identities.USER)
@Tag(name = "audit", description = "Who did what, when")
class AuditResource {

    private final CurrentUser currentUser;
    private final AuditTrail trail;

    AuditResource(CurrentUser currentUser, AuditTrail trail) {
        this.currentUser = currentUser;
        this.trail = trail;
    }

    @GET
    @Operation(
            summary = "Read the audit trail of a project",
            description =
                    "Newest first. All filters must hold; from is inclusive, until exclusive (ISO 8601 instants).")
    public Page<AuditEntry> listAuditEntries(
            @PathParam("project") String project,
            @QueryParam("environment") String environment,
            @QueryParam("actor") String actor,
            @QueryParam("action") String action,
            @QueryParam("subject") String subject,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        currentUser.require(project, Permission.VIEW);
        AuditFilter filter = AuditFilterBuilder.builder()
                .environment(environment)
                .actor(actor)
                .action(action)
                .subject(subject)
                .from(instant("from", from))
                .until(instant("until", until))
                .build();
        return trail.page(project, filter, PageRequest.of(limit, after));
    }

    private static Instant instant(String field, String value) {
        return value == null || value.isEmpty() ? null : Times.INSTANT.parse(field, value);
    }
}
