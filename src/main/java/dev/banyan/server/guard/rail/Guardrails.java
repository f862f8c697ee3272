package dev.banyan.server.guard.rail;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is watched on a route. Services know nothing of it, so a change of it makes no revision. */
@ApplicationScoped
public class Guardrails {
    private final GuardrailSets sets;
    private final Routes routes;
    private final QueryCheck queries;
    private final AuditTrail audit;

    Guardrails(GuardrailSets sets, Routes routes, QueryCheck queries, AuditTrail audit) {
        this.sets = sets;
        this.routes = routes;
        this.queries = queries;
        this.audit = audit;
    }

    @Transactional
    public GuardrailsView get(EnvironmentState environment, String route) {
        return GuardrailsView.of(current(environment, route));
    }

    private GuardrailSet current(EnvironmentState environment, String route) {
        routes.get(environment.scope().project(), route);
        return sets.get(environment.scope(), route);
    }

    /** What watches a route of which nobody has said anything. */
    public static List<GuardrailsView.Item> suggested() {
        return GuardrailsView.of(GuardrailSet.SUGGESTED).guardrails();
    }

    /** What a guardrail of that kind begins with. */
    public static GuardrailsView.Item suggested(GuardrailKind kind) {
        return GuardrailsView.Item.of(Guardrail.suggested(kind, null));
    }

    /**
     * Prometheus is asked between two transactions, so that nobody waits for it.
     *
     * @param version the one that the sender has seen
     */
    public GuardrailsView replace(
            Actor actor, EnvironmentState environment, String route, long version, GuardrailsRequest request) {
        GuardrailSet before = QuarkusTransaction.joiningExisting().call(() -> current(environment, route));
        requireReason(environment, request.reason());
        GuardrailSet after = new GuardrailSet(version + 1, GuardrailEdit.of(request));
        if (before.version() != version) {
            throw Problem.preconditionFailed(GuardrailsView.of(before));
        }
        Optional<String> unchecked = queries.check(after.guardrails(), before.guardrails());
        QuarkusTransaction.joiningExisting().run(() -> put(actor, environment, route, after, request.reason()));
        return GuardrailsView.of(after).unchecked(unchecked.orElse(null));
    }

    private void put(Actor actor, EnvironmentState environment, String route, GuardrailSet after, String reason) {
        if (!sets.put(environment.scope(), route, after)) {
            throw Problem.preconditionFailed(GuardrailsView.of(current(environment, route)));
        }
        record(actor, environment, route, after, reason);
    }

    private static void requireReason(EnvironmentState environment, String reason) {
        if (environment.guarded() && (reason == null || reason.isBlank())) {
            throw Problem.badField(
                    "reason",
                    "The environment " + environment.scope().key() + " is protected: a change needs a reason.",
                    "Say in a few words why you make this change.");
        }
    }

    private void record(Actor actor, EnvironmentState environment, String route, GuardrailSet after, String reason) {
        audit.record(
                actor,
                environment.scope().project(),
                environment.scope().key(),
                AuditAction.GUARDRAILS_CHANGED,
                route,
                Map.of(
                        "version",
                        after.version(),
                        "reason",
                        reason == null ? "" : reason.strip(),
                        "what",
                        after.guardrails().stream().map(Guardrails::words).toList()));
    }

    private static String words(Guardrail rail) {
        return rail.title() + ": +" + Shares.exact(rail.harm()) + ", "
                + rail.action().key()
                + (rail.metric() == null ? "" : ", " + rail.metric().query());
    }
}
