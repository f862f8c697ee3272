package dev.banyan.server.report;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.instance.InstanceLog;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.request.SdkBody;
import dev.banyan.server.problem.Problem;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/sdk/v1/instance")
@RolesAllowed(Identities.SDK)
@Tag(name = "SDK")
class InstanceReportResource {
    private final SecurityIdentity identity;
    private final InstanceLog instances;
    private final ReportInbox inbox;

    InstanceReportResource(SecurityIdentity identity, InstanceLog instances, ReportInbox inbox) {
        this.identity = identity;
        this.instances = instances;
        this.inbox = inbox;
    }

    @POST
    @ResponseStatus(204)
    @CustomDeserialization(SdkBody.class)
    @Operation(
            summary =
                    "The whole state of an SDK instance: declared routes, overrides, breakers, backlogs of second writes",
            description =
                    "Replaces what the instance said before. A backlog stays until it is reported with no entries.")
    public Uni<Void> report(@Context HttpHeaders headers, @NotNull @Valid InstanceReportRequest report) {
        SdkKeyScope key = identity.getAttribute(Identities.SDK_SCOPE);
        InstanceIdentity instance = InstanceIdentity.of(headers::getHeaderString);
        ReportedState state = ReportedState.of(instance, report);
        return instances
                .known(key.environmentId(), instance)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> take(key.environmentId(), state))
                .onFailure(SQLException.class)
                .transform(failed -> unavailable());
    }

    private void take(long environmentId, ReportedState state) {
        try {
            inbox.take(environmentId, state);
        } catch (SQLException failed) {
            throw unavailable();
        }
    }

    private static Problem unavailable() {
        return Problem.unavailable("The report cannot be stored at the moment.", Duration.ofSeconds(2));
    }
}
