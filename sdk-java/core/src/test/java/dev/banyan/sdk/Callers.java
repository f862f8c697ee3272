package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An application at work: threads that decide, record and pin without a pause, and remember what must not happen. */
final class Callers implements AutoCloseable {
    private static final String ROUTE = "orders.get";
    private static final int BURST = 200;
    private static final long MANY = 10L * BURST;

    private final Banyan banyan;
    private final AtomicReference<String> broken = new AtomicReference<>();
    private final List<Caller> callers;
    private volatile boolean ended;

    Callers(Banyan banyan) {
        this.banyan = banyan;
        this.callers = Stream.of("ana", "ben").map(Caller::new).toList();
        callers.forEach(Thread::start);
    }

    /** Returns when each caller has made many more decisions: none waits for anything. */
    void goOn() {
        for (Caller caller : callers) {
            long before = caller.made;
            Scenario.eventually("decisions go on", () -> caller.made > before + MANY);
        }
        assertThat(broken.get()).isNull();
    }

    /** Returns when each caller has been served by a revision. */
    void see(long revision) {
        callers.forEach(caller -> Scenario.eventually("revision " + revision, () -> caller.revision == revision));
        assertThat(broken.get()).isNull();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Caller caller : callers) {
            caller.join();
        }
        assertThat(broken.get()).isNull();
    }

    private final class Caller extends Thread {
        private final Context context;
        private volatile long made;
        private volatile long revision;

        Caller(String key) {
            super("caller-" + key);
            context = Context.of(key);
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (!ended) {
                    for (int i = 0; i < BURST; i++) {
                        serve(banyan.route(ROUTE));
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            } catch (Throwable thrown) {
                broken.compareAndSet(null, "thrown: " + thrown);
            }
        }

        private void serve(RouteHandle orders) {
            Decision decision = orders.decide(context);
            orders.record(decision, Operation.READ, 1_000, Outcome.SUCCESS);
            banyan.pin(decision);
            if (decision.revision() < revision) {
                broken.compareAndSet(null, "went back from " + revision + " to " + decision.revision());
            }
            revision = decision.revision();
            made++;
        }
    }
}
