package dev.banyan.server.guard.rail;

import dev.banyan.server.guard.prometheus.Answer;
import dev.banyan.server.guard.prometheus.Prometheus;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Lets Prometheus itself say whether the queries of guardrails can be used. */
@ApplicationScoped
class QueryCheck {
    private final Prometheus prometheus;

    QueryCheck(Prometheus prometheus) {
        this.prometheus = prometheus;
    }

    /**
     * Asks what was not asked before. Not within a transaction.
     *
     * @return why Prometheus could not say; then the queries hold nevertheless, and the standing tells what becomes of them
     */
    Optional<String> check(List<Guardrail> rails, List<Guardrail> before) {
        List<String> known = before.stream()
                .filter(rail -> rail.metric() != null)
                .map(rail -> rail.metric().query())
                .toList();
        for (int i = 0; i < rails.size(); i++) {
            Metric metric = rails.get(i).metric();
            if (metric != null && !known.contains(metric.query())) {
                Optional<String> away = check("guardrails[" + i + "]", metric);
                if (away.isPresent()) {
                    return away;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> check(String field, Metric metric) {
        if (!prometheus.isNamed()) {
            throw Problem.badField(
                    field + ".kind",
                    "There is no Prometheus server to ask.",
                    "Whoever runs Banyan names one with BANYAN_GUARD_PROMETHEUS_URL and starts it again.");
        }
        Answer answer = prometheus.ask(metric.query());
        if (answer instanceof Answer.Refused refused) {
            String remedy = refused.remedy();
            throw Problem.badField(
                    field + ".query",
                    refused.words() + ".",
                    Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".");
        }
        return answer instanceof Answer.Away away
                ? Optional.of(away.words() + ", so the queries were not checked")
                : Optional.empty();
    }
}
