package dev.banyan.bench.delivery;

import dev.banyan.harness.EnvironmentApi;
import java.util.List;
import java.util.function.LongSupplier;

/** An environment with many routes: what one change of one of them, or a rollback of them all, sends to each client. */
final class LargeRun {
    private static final String PROJECT = "large";
    private static final int STREAMS = 100;
    private static final int CHECK_EVERY = 20;
    private static final long TIMEOUT_MILLIS = 20_000;
    private static final int ROUNDS = 5;
    private static final int PERCENTAGE = 25;
    private static final String CHANGED = Catalogue.route(7);

    private final Site site;
    private final Measured measured;

    LargeRun(Site site, Measured measured) {
        this.site = site;
        this.measured = measured;
    }

    void measure(int routes) {
        EnvironmentApi environment = make(routes);
        String key = environment.sdkKey("large");
        measured.put("large.routes", routes);
        try (SwarmProcess swarm = SwarmProcess.start(site.logs(), key)) {
            swarm.connect(STREAMS, List.of(site.replica(0).port()), CHECK_EVERY);
            for (int i = 1; i <= ROUNDS; i++) {
                int percentage = i;
                change("large.route", environment, swarm, () -> environment.move(CHANGED, percentage));
            }
            change("large.routeRollback", environment, swarm, () -> environment.rollBack(CHANGED));
            change("large.rollback", environment, swarm, environment::rollBack);
        }
    }

    private EnvironmentApi make(int routes) {
        EnvironmentApi environment = Catalogue.make(site.api(), PROJECT, 1);
        environment.move(Catalogue.route(0), PERCENTAGE);
        site.replica(0).stop();
        new Copies(site.postgres(), PROJECT).make(routes - 1);
        site.replica(0).startAgain();
        site.replica(0).awaitReady();
        return environment;
    }

    /** The last of several stands: the first ones are of code that is not compiled yet. */
    private void change(String name, EnvironmentApi environment, SwarmProcess swarm, LongSupplier change) {
        swarm.watch(environment.revision() + 1);
        long started = System.nanoTime();
        change.getAsLong();
        double answered = (System.nanoTime() - started) / 1e6;
        Answer times = swarm.times(started, TIMEOUT_MILLIS);
        measured.put(name + ".answered.ms", answered);
        measured.put(name + ".applied.p100.ms", times.millis("applied.p100"));
        measured.put(name + ".bytes", times.number("bytes.p100"));
        measured.put(name + ".deltas", times.number("deltas"));
    }
}
