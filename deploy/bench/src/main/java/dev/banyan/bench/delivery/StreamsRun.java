package dev.banyan.bench.delivery;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.ServerProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** So many streams on one replica, or spread over several: how fast changes get there, and what they cost. */
final class StreamsRun {
    /** Events that a server has sent before it counts: what has just started is still being compiled, and nobody's server has just started. */
    private static final int WARM_UP_EVENTS = 30_000;

    private static final int LEAST_WARM_UPS = 3;
    private static final long IDLE_MILLIS = 5_000;

    private final Site site;
    private final EnvironmentApi environment;
    private final SwarmProcess swarm;
    private final Services services;
    private final Measured measured;
    /** What each server needed before its first stream: what earlier streams have left behind is there for later ones. */
    private final Map<Long, Probe.Memory> untouched = new HashMap<>();

    StreamsRun(Site site, EnvironmentApi environment, SwarmProcess swarm, Services services, Measured measured) {
        this.site = site;
        this.environment = environment;
        this.swarm = swarm;
        this.services = services;
        this.measured = measured;
    }

    /** Leaves the streams connected. */
    void measure(String name, int streams, List<ServerProcess> replicas, int rounds) throws InterruptedException {
        Probe probe = new Probe(replicas.get(0).child().pid());
        Probe.Memory before = untouched.computeIfAbsent(probe.pid(), pid -> probe.memoryAfterCollection());
        connect(name, streams, replicas, probe);
        settle(streams, Math.max(LEAST_WARM_UPS, WARM_UP_EVENTS / streams));
        Probe.Memory after = probe.memoryAfterCollection();
        double share = (double) streams / replicas.size();
        double heap = after.heap() - before.heap();
        // All of the heap is resident from the start: what is live in it comes on top of what the process grew by.
        measured.put(name + ".resident.perStream", (after.resident() - before.resident() + heap) / share);
        measured.put(name + ".heap.perStream", heap / share);
        idle(name, replicas, probe);
        rounds(name, streams, replicas, rounds, probe);
    }

    private void connect(String name, int streams, List<ServerProcess> replicas, Probe probe) {
        double cpu = probe.cpuSeconds();
        Answer connected = swarm.connect(
                streams, replicas.stream().map(ServerProcess::port).toList(), SwarmProcess.CHECK_EVERY);
        measured.put(name + ".connect.perSecond", streams / (connected.number("nanos") / 1e9));
        measured.put(name + ".connect.cpuMicros", (probe.cpuSeconds() - cpu) * 1e6 / streams * replicas.size());
    }

    private void settle(int streams, int changes) {
        Rounds unused = new Rounds(swarm, services, environment, streams);
        for (int i = 0; i < changes; i++) {
            change(unused, unused, i);
        }
    }

    private void idle(String name, List<ServerProcess> replicas, Probe probe) throws InterruptedException {
        double cpu = probe.cpuSeconds();
        DatabaseWork work = DatabaseWork.soFar(site.postgres(), replicas);
        Thread.sleep(IDLE_MILLIS);
        double seconds = IDLE_MILLIS / 1e3;
        DatabaseWork idle = DatabaseWork.soFar(site.postgres(), replicas).since(work);
        measured.put(name + ".idle.cpuPercent", (probe.cpuSeconds() - cpu) / seconds * 100);
        measured.put(name + ".idle.transactions", idle.transactions() / seconds);
        measured.put(name + ".idle.statements", idle.statements() / seconds);
    }

    private void rounds(String name, int streams, List<ServerProcess> replicas, int rounds, Probe probe) {
        Rounds rollbacks = new Rounds(swarm, services, environment, streams);
        Rounds changes = new Rounds(swarm, services, environment, streams);
        double cpu = probe.cpuSeconds();
        DatabaseWork work = DatabaseWork.soFar(site.postgres(), replicas);
        long started = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            change(rollbacks, changes, i);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        DatabaseWork done = DatabaseWork.soFar(site.postgres(), replicas).since(work);
        double made = 2.0 * rounds;
        rollbacks.put(measured, name + ".rollback");
        changes.put(measured, name + ".change");
        measured.put(name + ".perChange.cpuMillis", (probe.cpuSeconds() - cpu) * 1e3 / made);
        measured.put(
                name + ".perChange.transactions",
                aboveIdle(name + ".idle.transactions", done.transactions(), seconds, made));
        measured.put(
                name + ".perChange.statements", aboveIdle(name + ".idle.statements", done.statements(), seconds, made));
        measured.put(name + ".perChange.logBytes", done.bytes() / made);
    }

    /** Per change, less what would have happened anyway. */
    private double aboveIdle(String idlePerSecond, double count, double seconds, double made) {
        return Math.max(0, count - measured.figures().number(idlePerSecond) * seconds) / made;
    }

    private void change(Rounds rollbacks, Rounds changes, int index) {
        String path = environment.routePath(Catalogue.route(1 + index % 40));
        long revision = environment.revision();
        rollbacks.measure(revision, () ->
                (Long) environment.api().create(path + "/rollback", "{}").get("revision"));
        changes.measure(revision + 1, () -> Catalogue.resume(environment, path));
    }
}
