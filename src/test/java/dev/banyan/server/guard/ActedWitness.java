package dev.banyan.server.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Hears what plans and notifications hear, and may fail once. */
@ApplicationScoped
class ActedWitness {
    private final List<GuardActed> heard = new CopyOnWriteArrayList<>();
    private final AtomicLong failing = new AtomicLong();

    void acted(@Observes GuardActed event) {
        if (failing.compareAndSet(event.decisionId(), 0)) {
            throw new IllegalStateException("not this time");
        }
        heard.add(event);
    }

    void failOnce(long decision) {
        failing.set(decision);
    }

    List<GuardActed> of(long decision) {
        return heard.stream().filter(event -> event.decisionId() == decision).toList();
    }
}
