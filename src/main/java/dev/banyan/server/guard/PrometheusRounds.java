package dev.banyan.server.guard;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.guard.prometheus.Answer;
import dev.banyan.server.guard.prometheus.Prometheus;
import dev.banyan.server.guard.rules.Inquiry;
import dev.banyan.server.guard.rules.Reading;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.logging.Logger;

/**
 * Asks Prometheus what guardrails want to know: once in each interval, whichever replica is first. A round ends before the next one
 * begins, so a Prometheus that hangs makes looks rare, and nothing else slow.
 */
@ApplicationScoped
class PrometheusRounds {
    /** A look that is missed, and one that is late, are no reason to know nothing. */
    private static final int LOOKS_OF_USE = 3;

    private final Recurring recurring = new Recurring(Logger.getLogger(PrometheusRounds.class));
    private final Prometheus prometheus;
    private final Readings readings;
    private final GuardrailMonitoring watching;
    private final ManagedExecutor workers;
    private Instant done = Instant.EPOCH;

    PrometheusRounds(Prometheus prometheus, Readings readings, GuardrailMonitoring watching) {
        this.prometheus = prometheus;
        this.readings = readings;
        this.watching = watching;
        this.workers = ManagedExecutor.builder()
                .maxAsync(prometheus.concurrency())
                .propagated()
                .cleared(ThreadContext.ALL_REMAINING)
                .build();
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void ask() {
        recurring.attempt("Asking Prometheus", this::askAll);
    }

    private void askAll() throws InterruptedException {
        List<Inquiry> due = readings.due(prometheus.interval(), done);
        workers.invokeAll(due.stream().map(this::turn).toList());
        done = due.isEmpty() ? done : due.get(0).slot();
    }

    private Callable<Void> turn(Inquiry inquiry) {
        return () -> {
            ask(inquiry);
            return null;
        };
    }

    /** One that fails must not keep the others from being asked. */
    private void ask(Inquiry inquiry) {
        recurring.attempt("What Prometheus says for " + inquiry.rail().name() + " of " + inquiry.route(), () -> {
            Answer answer = prometheus.ask(inquiry.rail().metric().query());
            watching.read(inquiry, reading(inquiry, answer));
        });
    }

    private Reading reading(Inquiry inquiry, Answer answer) {
        Instant holdsUntil = inquiry.at().plus(prometheus.interval().multipliedBy(LOOKS_OF_USE));
        return answer instanceof Answer.Value value
                ? new Reading(inquiry.at(), value.value(), null, holdsUntil)
                : new Reading(inquiry.at(), null, trouble(answer), holdsUntil);
    }

    private static String trouble(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.words() + ": " + refused.remedy();
        }
        return answer instanceof Answer.Nothing nothing ? nothing.words() : ((Answer.Away) answer).words();
    }
}
