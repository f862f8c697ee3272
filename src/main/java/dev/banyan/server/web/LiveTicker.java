package dev.banyan.server.web;

import dev.banyan.server.delivery.InstancesChanged;
import dev.banyan.server.delivery.RulesetChanged;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Says when an open page should look again: twice a second as a rule, and at once when something was changed or applied. */
@ApplicationScoped
class LiveTicker {
    static final Duration EVERY = Duration.ofMillis(500);

    private final BroadcastProcessor<Long> changes = BroadcastProcessor.create();

    void changed(@Observes RulesetChanged event) {
        changes.onNext(event.ruleset().scope().id());
    }

    void changed(@Observes InstancesChanged event) {
        changes.onNext(event.environmentId());
    }

    /** Once a second, at once for the first time; for pages that show what is in memory. */
    Multi<Long> slowTicks() {
        return Multi.createFrom()
                .ticks()
                .every(Duration.ofSeconds(1))
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1);
    }

    /** Delivered on a worker thread, one at a time; what comes while one is being handled is dropped, the next tick makes up for it. */
    Multi<Long> ticks(long environmentId, Duration every) {
        Multi<Long> clock = Multi.createFrom().ticks().every(every);
        Multi<Long> events = changes.filter(changed -> changed == environmentId);
        return Multi.createBy()
                .merging()
                .streams(clock.onOverflow().drop(), events.onOverflow().drop())
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1);
    }
}
