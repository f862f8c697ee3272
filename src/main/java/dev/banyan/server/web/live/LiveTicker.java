package dev.banyan.server.web.live;

import dev.banyan.server.delivery.instance.InstancesChanged;
import dev.banyan.server.delivery.ruleset.RulesetChanged;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Says when to look again for open pages: twice a second as a rule, and at once when something was changed or applied. */
@ApplicationScoped
class LiveTicker {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final BroadcastProcessor<Long> changes = BroadcastProcessor.create();

    void changed(@Observes RulesetChanged event) {
        changes.onNext(event.ruleset().scope().id());
    }

    void changed(@Observes InstancesChanged event) {
        changes.onNext(event.environmentId());
    }

    /**
     * Delivered one at a time; what comes while one is being handled is dropped, the next tick makes up for it.
     *
     * @return whether something was changed
     */
    Multi<Boolean> ticks(Object place, Executor threads) {
        Multi<Boolean> clock = Multi.createFrom().ticks().every(EVERY).map(tick -> false);
        Multi<Boolean> events = changes.filter(place::equals).map(changed -> true);
        return Multi.createBy()
                .merging()
                .streams(clock.onOverflow().drop(), events.onOverflow().drop())
                .onOverflow()
                .drop()
                .emitOn(threads, 1);
    }
}
