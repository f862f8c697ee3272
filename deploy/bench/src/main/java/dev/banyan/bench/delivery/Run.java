package dev.banyan.bench.delivery;

import dev.banyan.bench.page.Machine;
import dev.banyan.harness.EnvironmentApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Everything in its order, on one database. */
record Run(Effort effort, Path jar, Path directory, Measured measured) {
    private static final String PROJECT = "shop";
    private static final int ROUTES = 50;
    private static final int PERCENTAGE = 50;
    private static final int SERVICES = 20;
    private static final int REPLICAS = 3;
    private static final int STREAMS_OVER_REPLICAS = 1_000;

    void measure(boolean quick) throws IOException, InterruptedException {
        long started = System.nanoTime();
        describe(quick);
        try (Site site = Site.start(jar, directory)) {
            EnvironmentApi environment = Catalogue.make(site.api(), PROJECT, ROUTES);
            for (int i = 0; i < ROUTES; i++) {
                environment.move(Catalogue.route(i), PERCENTAGE);
            }
            String key = environment.sdkKey("bench");
            oneReplica(site, environment, key);
            snapshots(site, environment, key);
            measured.say("An environment with " + effort.largeRoutes() + " routes …");
            new LargeRun(site, measured).measure(effort.largeRoutes());
            severalReplicas(site, environment, key);
            new UnleashRun(effort, site, directory, measured).measure();
        }
        measured.put("run.seconds", (System.nanoTime() - started) / 1e9);
    }

    /** The least that every part takes part in. */
    void smoke() throws IOException, InterruptedException {
        try (Site site = Site.start(jar, directory)) {
            EnvironmentApi environment = Catalogue.make(site.api(), PROJECT, ROUTES);
            environment.move(Catalogue.route(0), PERCENTAGE);
            String key = environment.sdkKey("bench");
            try (SwarmProcess swarm = SwarmProcess.start(site.logs(), key);
                    Services services = Services.start(site, key, 2)) {
                new StreamsRun(site, environment, swarm, services, measured)
                        .measure("smoke", effort.most(), List.of(site.replica(0)), effort.rounds());
            }
            snapshots(site, environment, key);
        }
    }

    private void describe(boolean quick) throws IOException, InterruptedException {
        measured.put("run.command", "./banyan bench delivery" + (quick ? " --quick" : ""));
        measured.put("run.date", LocalDate.now(ZoneOffset.UTC).toString());
        measured.put("run.machine", Machine.describe());
        measured.put("run.load", Machine.load());
        measured.put("run.java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        measured.put("run.first", effort.sizes().get(0));
        measured.put(
                "run.whole",
                effort.sizes().size()
                                == (quick ? Effort.QUICK : Effort.FULL).sizes().size()
                        ? "yes"
                        : "no");
        measured.put("run.sizes", effort.sizes().toString().replaceAll("[\\[\\] ]", ""));
    }

    private void oneReplica(Site site, EnvironmentApi environment, String key) throws InterruptedException {
        try (SwarmProcess swarm = SwarmProcess.start(site.logs(), key);
                Services services = Services.start(site, key, SERVICES)) {
            StreamsRun streams = new StreamsRun(site, environment, swarm, services, measured);
            StormRun storm = new StormRun(site, swarm, services, measured);
            warmUp(site, swarm);
            for (int size : effort.sizes()) {
                measured.say(size + " streams on one replica …");
                streams.measure("one." + size, size, List.of(site.replica(0)), effort.rounds());
                if (size == effort.sizes().get(0) || size == effort.most()) {
                    storm.measure(size);
                }
                swarm.disconnect();
            }
        }
    }

    /** Memory is compared before and after connecting, so what the first connections alone take must be there before. */
    private static void warmUp(Site site, SwarmProcess swarm) {
        swarm.connect(STREAMS_OVER_REPLICAS, site.ports(), SwarmProcess.CHECK_EVERY);
        swarm.disconnect();
    }

    private void snapshots(Site site, EnvironmentApi environment, String key) {
        measured.say("Snapshots …");
        SnapshotRun run = new SnapshotRun(site.logs(), effort.loadMillis(), measured);
        int port = site.replica(0).port();
        String who = "Authorization: Bearer " + key + "\r\nAccept: application/json\r\n";
        String path = "/sdk/v1/snapshot";
        String tag = new SnapshotTag(port, key).read();
        Map<String, String> kinds = Map.of(
                "snapshot.304", who + "Accept-Encoding: gzip\r\nIf-None-Match: " + tag + "\r\n",
                "snapshot.gzip", who + "Accept-Encoding: gzip\r\n",
                "snapshot.identity", who + "Accept-Encoding: identity\r\n");
        SnapshotRun warmUp = new SnapshotRun(site.logs(), 1, Measured.unheard());
        kinds.forEach((name, headers) -> warmUp.measure(name, port, path, status(name), headers));
        kinds.forEach((name, headers) -> run.measure(name, port, path, status(name), headers));
    }

    private static int status(String kind) {
        return kind.endsWith("304") ? 304 : 200;
    }

    private void severalReplicas(Site site, EnvironmentApi environment, String key) throws InterruptedException {
        measured.say(STREAMS_OVER_REPLICAS + " streams over " + REPLICAS + " replicas …");
        while (site.ports().size() < REPLICAS) {
            site.add();
        }
        try (SwarmProcess swarm = SwarmProcess.start(site.logs(), key);
                Services services = Services.start(site, key, SERVICES)) {
            new StreamsRun(site, environment, swarm, services, measured)
                    .measure("three." + STREAMS_OVER_REPLICAS, STREAMS_OVER_REPLICAS, site.replicas(), effort.rounds());
        }
    }
}
