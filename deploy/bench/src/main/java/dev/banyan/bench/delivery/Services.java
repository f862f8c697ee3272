package dev.banyan.bench.delivery;

import dev.banyan.evaluation.Context;
import dev.banyan.harness.RunFailure;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.RouteHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Real SDK clients beside the swarm. One thread asks each of them for decisions every millisecond, as requests would, and sees when it has
 * applied a revision.
 */
final class Services implements AutoCloseable, Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int CALLERS = 16;
    private static final String ROUTE = Catalogue.route(0);

    private final List<Banyan> clients = new ArrayList<>();
    private final List<RouteHandle> handles = new ArrayList<>();
    private final Context[] callers = new Context[CALLERS];
    private final Thread thread = new Thread(this, "services");
    private volatile boolean running = true;
    private long[] appliedNanos;
    private long watched = Long.MAX_VALUE;
    private Errors errors = new Errors(new boolean[0], 0, 0, 0);

    /** @param sides where each caller belongs, @param thrown decisions that threw, @param changed that went to the other side */
    record Errors(boolean[] sides, long decisions, long thrown, long changed) {
        Errors and(boolean threw, boolean other) {
            return new Errors(sides, decisions + 1, thrown + (threw ? 1 : 0), changed + (other ? 1 : 0));
        }
    }

    static Services start(Site site, String sdkKey, int count) {
        Services services = new Services();
        List<Integer> ports = site.ports();
        for (int i = 0; i < count; i++) {
            Banyan client = Banyan.builder()
                    .url("http://127.0.0.1:" + ports.get(i % ports.size()))
                    .sdkKey(sdkKey)
                    .application("service")
                    .instance("service-" + i)
                    .withoutCache()
                    .build();
            services.clients.add(client);
            services.handles.add(client.route(ROUTE));
        }
        services.awaitReady();
        return services;
    }

    private void awaitReady() {
        for (Banyan client : clients) {
            if (!client.awaitReady(PATIENCE)) {
                close();
                throw new RunFailure("An SDK client got no ruleset: " + client.status());
            }
        }
        for (int i = 0; i < CALLERS; i++) {
            callers[i] = Context.of("caller-" + i);
        }
        appliedNanos = new long[clients.size()];
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (running) {
            synchronized (this) {
                for (int i = 0; i < clients.size(); i++) {
                    look(i);
                    decide(i);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void look(int client) {
        if (appliedNanos[client] == 0 && clients.get(client).status().revision() >= watched) {
            appliedNanos[client] = System.nanoTime();
        }
    }

    private void decide(int client) {
        for (int i = 0; i < errors.sides().length; i++) {
            try {
                boolean isNew = handles.get(client).decide(callers[i]).isNew();
                errors = errors.and(false, isNew != errors.sides()[i]);
            } catch (RuntimeException | Error thrown) {
                errors = errors.and(true, false);
            }
        }
    }

    synchronized void watch(long revision) {
        watched = revision;
        Arrays.fill(appliedNanos, 0);
    }

    /** Those that have applied it so far. */
    synchronized Percentiles appliedAfter(long startNanos) {
        return Percentiles.of(
                Arrays.stream(appliedNanos).filter(nanos -> nanos != 0).map(nanos -> nanos - startNanos));
    }

    int count() {
        return clients.size();
    }

    /** From here on nothing may change the side of any caller. */
    synchronized void expectNoChange() {
        boolean[] sides = new boolean[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            sides[i] = handles.get(0).decide(callers[i]).isNew();
        }
        errors = new Errors(sides, 0, 0, 0);
    }

    /** What requests saw since then. */
    synchronized Errors errors() {
        Errors seen = errors;
        errors = new Errors(new boolean[0], 0, 0, 0);
        return seen;
    }

    @Override
    public void close() {
        running = false;
        clients.forEach(Banyan::close);
    }
}
