package dev.banyan.server.web.guard;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.guard.Decisions;
import dev.banyan.server.guard.Guards;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.web.kit.RouteAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Reads what the guard sees of a route, in the words of the pages. */
@ApplicationScoped
public class GuardReader {
    private static final int DECISIONS_SHOWN = 3;

    private final Guards guards;
    private final Decisions decisions;

    GuardReader(Guards guards, Decisions decisions) {
        this.guards = guards;
        this.decisions = decisions;
    }

    public GuardView read(EnvironmentScope scope, RouteAddress address, Instant now) {
        return GuardView.of(
                guards.report(scope, address.key()),
                decisions
                        .page(scope, address.key(), PageRequest.of(DECISIONS_SHOWN, null))
                        .items(),
                address,
                now);
    }
}
