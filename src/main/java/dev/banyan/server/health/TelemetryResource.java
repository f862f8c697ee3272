package dev.banyan.server.health;

import dev.banyan.server.access.Identities;
import dev.banyan.server.access.SdkKeyScope;
import dev.banyan.server.delivery.InstanceIdentity;
import dev.banyan.server.delivery.InstanceLog;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
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

@Path("/sdk/v1/telemetry")
@RolesAllowed(Identities.SDK)
@Tag(name = "SDK")
class TelemetryResource {
    private final SecurityIdentity identity;
    private final TelemetryInbox inbox;
    private final InstanceLog instances;

    TelemetryResource(SecurityIdentity identity, TelemetryInbox inbox, InstanceLog instances) {
        this.identity = identity;
        this.inbox = inbox;
        this.instances = instances;
    }

    @POST
    @Blocking
    @Operation(summary = "Aggregated outcomes of an SDK instance; a batch that was taken before is not counted again")
    public void telemetry(@Context HttpHeaders headers, @NotNull @Valid TelemetryRequest batch) {
        SdkKeyScope key = identity.getAttribute(Identities.SDK_SCOPE);
        try {
            inbox.take(key.environmentId(), batch);
            instances.seen(key.environmentId(), InstanceIdentity.of(headers::getHeaderString));
        } catch (SQLException unavailable) {
            throw Problem.unavailable("The outcomes cannot be stored at the moment.", Duration.ofSeconds(2));
        }
    }
}
