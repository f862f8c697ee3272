package dev.banyan.bench.guard.live;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.Ports;
import dev.banyan.harness.Postgres;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything for real: the packaged server on PostgreSQL, two instances of a service with the SDK, a legacy and a new backend over HTTP, and
 * customers. Nobody touches the flag once the new side begins to fail; the guardrails are those that a route has when nobody set any.
 */
public final class Incidents implements AutoCloseable {
    private static final String PASSWORD = "measured-by-nobody-else";
    private static final String ROUTE = "orders.get";
    private static final int REQUESTS_PER_SECOND = 200;
    private static final int SHARE_ON_NEW = 25;
    private static final long HEALTHY_NANOS = 15_000_000_000L;
    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final long LOOK_NANOS = 1_000_000L;

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final EnvironmentApi environment;
    private final Backend fresh;
    private final List<Front> fronts;
    private final String customer;

    private Incidents(Path jar, Path directory) {
        Postgres postgres = keep(Postgres.create(directory.resolve("postgres"), 50));
        ServerProcess server = keep(ServerProcess.start(new ServerProcess.Start(
                                jar, Ports.free(), directory.resolve("server.log"), List.of(), postgres.environment())
                        .with("BANYAN_ADMIN_PASSWORD", PASSWORD)
                        .with("BANYAN_DATA", directory.resolve("data").toString())))
                .awaitReady();
        environment = EnvironmentApi.make(ManagementApi.signIn(server.url(), "admin", PASSWORD), "shop", "production");
        environment.route(ROUTE, 2);
        environment.move(ROUTE, SHARE_ON_NEW);
        Backend legacy = keep(new Backend());
        fresh = keep(new Backend());
        String key = environment.sdkKey("fronts");
        fronts = List.of(
                keep(new Front(server.url(), key, ROUTE, "front-1", legacy, fresh)),
                keep(new Front(server.url(), key, ROUTE, "front-2", legacy, fresh)));
        customer = Customers.servedByNew(fronts.get(0));
        keep(new Customers(fronts, REQUESTS_PER_SECOND));
    }

    public static Incidents prepare(Path jar, Path directory) {
        return new Incidents(jar, directory);
    }

    /** Both sides are well for a while; then the new one begins to fail. */
    public Incident happen(double share) {
        LockSupport.parkNanos(HEALTHY_NANOS);
        requireEverywhere(true, "The new side serves before it fails");
        fresh.fail(share);
        long until = System.nanoTime() + LONGEST_NANOS;
        while (anybodyAsksNew()) {
            if (System.nanoTime() > until) {
                throw new RunFailure(
                        "A new side that fails " + share * 100 + " % was not taken back within two minutes.");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        Incident incident =
                new Incident(share, (System.nanoTime() - fresh.firstFailureNanos()) / 1e6, fresh.failures());
        heal();
        return incident;
    }

    private void heal() {
        fresh.fail(0);
        environment.resume(ROUTE);
    }

    private boolean anybodyAsksNew() {
        return !fresh.hasFailed() || fronts.stream().anyMatch(front -> front.sendsToNew(customer));
    }

    private void requireEverywhere(boolean onNew, String what) {
        if (fronts.stream().anyMatch(front -> front.sendsToNew(customer) != onNew)) {
            throw new RunFailure(what + ": that does not hold, so nothing is measured.");
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(0, part);
        return part;
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception alreadyGone) {
                System.err.println(alreadyGone.getMessage());
            }
        }
    }
}
