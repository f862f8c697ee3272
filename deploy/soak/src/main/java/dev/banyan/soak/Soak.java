package dev.banyan.soak;

import dev.banyan.harness.Directories;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import dev.banyan.harness.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run: a world that lives fast, incidents all the while, and a look at everything that could grow. */
final class Soak {
    private static final int SAMPLES = 24;
    private static final Duration SELDOMEST = Duration.ofSeconds(10);
    private static final Duration BRIEF = Duration.ofMinutes(5);
    /** So long the second compiler goes on finding something to compile: resident memory grows by what is of no interest here. */
    private static final Duration COMPILING = Duration.ofMinutes(30);

    private static final Duration CALM = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final Duration OFTEN = Duration.ofMillis(250);
    private static final List<String> SERVICES = List.of("service-1", "service-2");

    private final Path directory;
    private final Path jar;
    private final Duration time;
    private final Consumer<String> progress;
    private final List<String> faults = new ArrayList<>();

    Soak(Path directory, Path jar, Duration time, Consumer<String> progress) {
        this.directory = directory;
        this.jar = jar;
        this.time = time;
        this.progress = progress;
    }

    Verdict run() throws IOException, InterruptedException {
        Directories.delete(directory);
        Files.createDirectories(directory);
        progress.accept("starting PostgreSQL, two servers and two services");
        try (World world = World.start(directory, jar, time.compareTo(COMPILING) < 0)) {
            Sampler sampler = new Sampler(world);
            live(world, sampler);
            stop(world.one(), "with nobody there");
            world.leftovers().forEach(left -> faults.add("Left in a temporary folder: " + left));
            Logs.errors(directory).forEach(line -> faults.add("An ERROR in a log: " + line));
            return verdict(sampler.figures());
        }
    }

    private void live(World world, Sampler sampler) throws IOException, InterruptedException {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String service : SERVICES) {
            keys.put(service, service);
            world.startService(service, world.environment().sdkKey(service));
        }
        keys.put("audience", "audience");
        try (Audience audience = new Audience(world, world.environment().sdkKey("audience"))) {
            awaitCalm(world, sampler);
            progress.accept("everybody is there; " + time.toSeconds() + " s begin");
            Incidents incidents = new Incidents(world, audience, keys);
            happen(incidents, sampler);
            awaitCalm(world, sampler);
            tell(incidents, audience);
            stop(world.two(), "with streams open");
        }
        world.endServices();
        requireOpen(sampler, "once everybody had gone", 0, 0, 0);
    }

    private void stop(ServerProcess server, String when) {
        long start = System.nanoTime();
        server.stop();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        progress.accept("a server stopped " + when + " in " + took.toMillis() + " ms");
        if (took.compareTo(LONGEST_STOP) > 0) {
            faults.add("A server stopped " + when + " only after " + took.toSeconds() + " s");
        }
    }

    private void happen(Incidents incidents, Sampler sampler) throws InterruptedException {
        long pause = Math.min(SELDOMEST.toMillis(), time.toMillis() / SAMPLES);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> looks =
                clock.scheduleWithFixedDelay(sampler::sample, 0, Math.max(500, pause), TimeUnit.MILLISECONDS);
        try {
            endure(incidents, looks);
        } finally {
            clock.shutdown();
            clock.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void endure(Incidents incidents, ScheduledFuture<?> looks) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            incidents.round();
            requireWorking(looks);
            if (incidents.rounds() % 10 == 0) {
                progress.accept(incidents.rounds() + " rounds");
            }
        }
        incidents.settle();
    }

    private static void requireWorking(ScheduledFuture<?> looks) throws InterruptedException {
        try {
            if (looks.isDone()) {
                looks.get();
            }
        } catch (ExecutionException failed) {
            throw new RunFailure("The figures cannot be read any more: " + failed.getCause(), failed);
        }
    }

    /** Each client has the one stream that it should have, and nobody else has any. */
    private void awaitCalm(World world, Sampler sampler) {
        requireOpen(sampler, "with everybody there", SERVICES.size(), Audience.SUBSCRIBERS, Audience.PAGES);
        boolean counted = Waiting.within(
                CALM,
                OFTEN,
                () -> world.environment().convergence().get("total").equals((long) SERVICES.size()));
        if (!counted) {
            faults.add("Instances that count in a proof: " + world.environment().convergence());
        }
    }

    private void requireOpen(Sampler sampler, String when, int sdk, int ofrep, int pages) {
        Map<String, Integer> wanted = Map.of(
                "banyan_streams_open", sdk, "banyan_ofrep_streams_open", ofrep, "banyan_pages_streams_open", pages);
        wanted.forEach((metric, number) -> {
            if (!Waiting.within(CALM, OFTEN, () -> sampler.open(metric) == number)) {
                faults.add(metric + " is " + sampler.open(metric) + " " + when + ", not " + number);
            }
        });
    }

    private void tell(Incidents incidents, Audience audience) {
        progress.accept(
                "%d rounds, %d proofs, %d restarts, %d keys revoked, %d streams of pages and OFREP clients, %d sign-ins"
                        .formatted(
                                incidents.rounds(),
                                incidents.proofs(),
                                incidents.restarts(),
                                incidents.revocations(),
                                audience.streams(),
                                audience.signIns()));
        if (incidents.broken() != null) {
            faults.add("A proof that did not complete. " + incidents.broken());
        }
    }

    private boolean brief() {
        return time.compareTo(BRIEF) < 0;
    }

    private Verdict verdict(Figures figures) {
        List<Figures.Line> lines = figures.lines(brief());
        lines.stream()
                .filter(Figures.Line::grows)
                .forEach(line -> faults.add(
                        line.name().kind().words() + " of " + line.name().of() + " grow and do not level off: "
                                + line.trend().quarters()));
        return new Verdict(lines, List.copyOf(faults));
    }
}
