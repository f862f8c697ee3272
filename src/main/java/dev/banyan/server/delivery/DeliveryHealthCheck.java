package dev.banyan.server.delivery;

import dev.banyan.server.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that SDKs can be served. Without the database they are served from memory, which is said here but is no fault of theirs. */
@Readiness
@ApplicationScoped
class DeliveryHealthCheck implements HealthCheck {
    private static final int MOST_NAMES = 50;

    private final LiveRulesets rulesets;
    private final ChangeListener listener;
    private final Admission admission;

    DeliveryHealthCheck(LiveRulesets rulesets, ChangeListener listener, Admission admission) {
        this.rulesets = rulesets;
        this.listener = listener;
        this.admission = admission;
    }

    @Override
    public HealthCheckResponse call() {
        Serving serving = freshness.serving();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("delivery")
                .status(serving.possible())
                .withData("serving", serving.source().words())
                .withData("environments", rulesets.all().size())
                .withData("streams", admission.streams())
                .build();
    }
}
