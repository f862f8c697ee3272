package dev.banyan.bench.delivery;

import dev.banyan.harness.ServerProcess;
import java.util.List;

/** The only replica is killed and started again: how long until all streams are back, and what services saw meanwhile. */
final class StormRun {
    private static final long TIMEOUT_MILLIS = 120_000;

    private final Site site;
    private final SwarmProcess swarm;
    private final Services services;
    private final Measured measured;

    StormRun(Site site, SwarmProcess swarm, Services services, Measured measured) {
        this.site = site;
        this.swarm = swarm;
        this.services = services;
        this.measured = measured;
    }

    void measure(int streams) {
        String name = "storm." + streams;
        ServerProcess replica = site.replica(0);
        services.expectNoChange();
        swarm.forget();
        long killed = System.nanoTime();
        replica.kill();
        replica.startAgain();
        replica.awaitReady();
        long ready = System.nanoTime();
        DatabaseWork work = DatabaseWork.soFar(site.postgres(), List.of(replica));
        Answer back = swarm.back(streams, ready, TIMEOUT_MILLIS);
        DatabaseWork done =
                DatabaseWork.soFar(site.postgres(), List.of(replica)).since(work);
        Services.Errors errors = services.errors();
        measured.put(name + ".down.seconds", (ready - killed) / 1e9);
        for (String figure : List.of("p50", "p99", "p100")) {
            measured.put(name + ".back." + figure + ".seconds", back.number("back." + figure) / 1e9);
        }
        measured.put(name + ".attempts", back.number("attempts.failed"));
        measured.put(name + ".polls", back.number("polls"));
        measured.put(name + ".refusals", back.text("refusals"));
        measured.put(name + ".decisions", errors.decisions());
        measured.put(name + ".thrown", errors.thrown());
        measured.put(name + ".changed", errors.changed());
        measured.put(name + ".transactions", done.transactions());
        measured.put(name + ".statements", done.statements());
    }
}
