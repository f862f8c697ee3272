package dev.banyan.server.delivery.replica;

import dev.banyan.server.database.Database;
import dev.banyan.server.delivery.ruleset.Freshness;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.ruleset.Serving;
import dev.banyan.server.delivery.stream.Admission;
import dev.banyan.server.management.ManagementConfig;
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
    private final Freshness freshness;
    private final Database database;
    private final Admission admission;
    private final ChangeListener listener;
    private final ManagementConfig management;

    DeliveryHealthCheck(
            LiveRulesets rulesets,
            Freshness freshness,
            Database database,
            Admission admission,
            ChangeListener listener,
            ManagementConfig management) {
        this.rulesets = rulesets;
        this.freshness = freshness;
        this.database = database;
        this.admission = admission;
        this.listener = listener;
        this.management = management;
    }

    @Override
    public HealthCheckResponse call() {
        Serving serving = freshness.serving();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("delivery")
                .status(serving.possible())
                .withData("serving", serving.source().words())
                .withData("environments", rulesets.all().size())
                .withData("streams", admission.streams());
        if (management.port().isPresent()) {
            answer.withData("serves", names());
        }
        if (database.isThere()) {
            answer.withData("notifications", listener.notifications().words());
        }
        serving.since().ifPresent(since -> answer.withData("since", since.toString()));
        database.reason().ifPresent(reason -> answer.withData("database", reason));
        return answer.build();
    }

    private String names() {
        List<String> all = rulesets.all().stream()
                .map(ruleset ->
                        ruleset.scope().project() + "/" + ruleset.scope().key())
                .sorted()
                .toList();
        String names = String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())));
        return all.size() <= MOST_NAMES ? names : names + " and " + (all.size() - MOST_NAMES) + " more";
    }
}
