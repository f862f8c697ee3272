package dev.banyan.server.guard;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What the guard did, and why. */
@ApplicationScoped
public class Decisions {
    private final DecisionLog log;

    Decisions(DecisionLog log) {
        this.log = log;
    }

    /** Newest first, without evidence. */
    @Transactional
    public Page<DecisionView> page(EnvironmentScope scope, String route, PageRequest request) {
        long before = request.afterNumber().orElse(Long.MAX_VALUE);
        return Page.of(
                log.ofRoute(scope, route, before, request.fetch()).stream()
                        .map(DecisionView::brief)
                        .toList(),
                request,
                decision -> String.valueOf(decision.id()));
    }

    @Transactional
    public DecisionView get(EnvironmentScope scope, String route, long id) {
        return log.get(scope, route, id)
                .map(DecisionView::whole)
                .orElseThrow(() -> Problem.notFound("decision " + id + " of " + route));
    }
}
