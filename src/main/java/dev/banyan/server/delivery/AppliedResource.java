package dev.banyan.server.delivery;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.instance.InstanceLog;
import dev.banyan.server.delivery.replica.ChangeListener;
import dev.banyan.server.delivery.request.AppliedRequest;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.request.Refusals;
import dev.banyan.server.delivery.request.SdkRequest;
import dev.banyan.server.delivery.ruleset.ClaimedRevisions;
import dev.banyan.server.delivery.ruleset.EmergencyReach;
import dev.banyan.server.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * {@code POST /sdk/v1/applied}: an instance says which revision it has applied, or refused and why. Taken on the event loop like streams, since
 * thousands come at a time and none may wait behind a page.
 */
@ApplicationScoped
class AppliedResource {
    private static final String PATH = "/sdk/v1/applied";
    private static final int LARGEST_BODY = 16 * 1024;

    private final InstanceLog instances;
    private final EmergencyReach emergencies;
    private final ChangeListener database;
    private final ClaimedRevisions claims;

    AppliedResource(
            InstanceLog instances, EmergencyReach emergencies, ChangeListener database, ClaimedRevisions claims) {
        this.instances = instances;
        this.emergencies = emergencies;
        this.database = database;
        this.claims = claims;
    }

    void route(@Observes Router router) {
        router.post(PATH).handler(SdkRequest.refusable(this::applied));
    }

    private void applied(RoutingContext http) {
        SdkKeyScope key = SdkRequest.key(http);
        InstanceIdentity instance = InstanceIdentity.of(http.request()::getHeader);
        AppliedRequest request = AppliedRequest.read(body(http));
        claims.named(key.environmentId(), instance, request.acknowledgement());
        boolean noted = emergencies.note(key.environmentId(), instance, request.inForce());
        if (noted && !database.connected()) {
            done(http);
            return;
        }
        Context loop = Vertx.currentContext();
        instances
                .acknowledged(key.environmentId(), instance, request.acknowledgement())
                .whenComplete((written, failed) -> loop.runOnContext(nothing -> {
                    if (failed == null || noted) {
                        done(http);
                    } else {
                        Refusals.write(
                                Problem.unavailable("The database cannot be reached.", Duration.ofSeconds(2)), http);
                    }
                }));
    }

    private static byte[] body(RoutingContext http) {
        Buffer body = http.body().buffer();
        if (body == null) {
            return new byte[0];
        }
        if (body.length() > LARGEST_BODY) {
            throw Problem.tooLarge();
        }
        return body.getBytes();
    }

    private static void done(RoutingContext http) {
        http.response().setStatusCode(204).end();
    }
}
