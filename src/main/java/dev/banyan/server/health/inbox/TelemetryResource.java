package dev.banyan.server.health.inbox;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.instance.InstanceLog;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.request.SdkBody;
import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.problem.Problem;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/sdk/v1/telemetry")
@RolesAllowed(Identities.SDK)
@Tag(name = "SDK")
class TelemetryResource {
    private static final Pattern AGE = Pattern.compile("[0-9]{1,15}");

    private final SecurityIdentity identity;
    private final TelemetryInbox inbox;
    private final InstanceLog instances;
    private final FlushTime flush;

    TelemetryResource(SecurityIdentity identity, TelemetryInbox inbox, InstanceLog instances, FlushTime flush) {
        this.identity = identity;
        this.inbox = inbox;
        this.instances = instances;
        this.flush = flush;
    }

    @POST
    @Blocking
    @CustomDeserialization(SdkBody.class)
    @Operation(
            summary = "Aggregated outcomes of an SDK instance; a batch that was taken before is not counted again",
            description =
                    "The header Banyan-Age says how many milliseconds ago the batch was cut off. The answer's header"
                            + " Banyan-Flush-Within says within how many milliseconds the next one is wanted.")
    @APIResponse(responseCode = "204", description = "Taken, now or before")
    @APIResponse(
            responseCode = "422",
            description =
                    "Counts that no instance can have counted in its milliseconds: not taken, and not to be repeated")
    public Response telemetry(@Context HttpHeaders headers, @NotNull @Valid TelemetryRequest batch) {
        Plausibility.require(batch);
        SdkKeyScope key = identity.getAttribute(Identities.SDK_SCOPE);
        InstanceIdentity instance = InstanceIdentity.of(headers::getHeaderString);
        try {
            inbox.take(key.environmentId(), instance, age(headers.getHeaderString("Banyan-Age")), batch);
            instances.seen(key.environmentId(), instance);
            Duration next = flush.after(key.environmentId(), batch);
            return Response.noContent()
                    .header("Banyan-Flush-Within", next.toMillis())
                    .build();
        } catch (SQLException unavailable) {
            throw Problem.unavailable("The outcomes cannot be stored at the moment.", Duration.ofSeconds(2));
        }
    }

    /** What cannot be read is no age: the outcomes are worth more than their exact time. */
    private static Duration age(String millis) {
        boolean readable = millis != null && AGE.matcher(millis).matches();
        Duration age = readable ? Duration.ofMillis(Long.parseLong(millis)) : Duration.ZERO;
        return age.compareTo(Kept.LONGEST) < 0 ? age : Kept.LONGEST;
    }
}
