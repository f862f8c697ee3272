package dev.banyan.server.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that SDKs can be served. Without the database they are served from memory, which is said here but is no fault of theirs. */
@Readiness
@ApplicationScoped
class DeliveryHealthCheck implements HealthCheck {
    private final LiveRulesets rulesets;
    private final ChangeListener listener;
    private final Streams streams;

    DeliveryHealthCheck(LiveRulesets rulesets, ChangeListener listener, Streams streams) {
        this.rulesets = rulesets;
        this.listener = listener;
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("delivery")
                .up()
                .withData("serving", listener.connected() ? "live" : "from memory")
                .withData("environments", rulesets.all().size())
                .withData("streams", streams.open())
                .build();
    }
}
