package dev.banyan.server.guard;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says that the guard is blind. Always up: no replica serves better when another one is taken away, and one environment is not all of them. */
@Readiness
@ApplicationScoped
class GuardHealthCheck implements HealthCheck {
    private static final int MOST_NAMES = 50;

    private final BlindnessWatch watch;

    GuardHealthCheck(BlindnessWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> blind = watch.blind();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("guard").up().withData("guard", blind.isEmpty() ? "sees" : "blind");
        if (!blind.isEmpty()) {
            answer.withData("blind", String.join(", ", blind.subList(0, Math.min(MOST_NAMES, blind.size()))));
        }
        return answer.build();
    }
}
