package dev.banyan.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All faults: those of what all share one after the other, then those of one service's line at the same time. */
final class Suite {

    /** What has begun by then ends within the ten minutes. */
    private static final Duration BOUND = Duration.ofMinutes(8);

    private static final int AT_THE_SAME_TIME = 24;

    private final Rig rig;
    private final Upgrade upgrade;
    private final Consumer<String> progress;
    private final long end = System.nanoTime() + BOUND.toNanos();

    Suite(Rig rig, Upgrade upgrade, Consumer<String> progress) {
        this.rig = rig;
        this.upgrade = upgrade;
        this.progress = progress;
    }

    List<Finding> run(Predicate<String> wanted) {
        Trial.warmUp(rig);
        List<Finding> findings = new ArrayList<>();
        for (Fault fault : chosen(shared(), wanted)) {
            findings.add(trial(fault));
        }
        if (wanted.test(Upgrade.NAME)) {
            findings.add(upgrade.finding(rig.directory().resolve("upgrade")));
            progress.accept(Upgrade.NAME);
        }
        findings.addAll(together(chosen(apart(), wanted), this::trial));
        elsewhere().filter(finding -> wanted.test(finding.fault())).forEach(findings::add);
        return findings;
    }

    private static Stream<Fault> apart() {
        return Stream.of(LineFaults.all(), LineFaults.ofDeltas(), AnswerFaults.all(), CacheFaults.all())
                .flatMap(List::stream);
    }

    private static Stream<Fault> shared() {
        return Stream.of(ServerFaults.all(), DatabaseFaults.all()).flatMap(List::stream);
    }

    private static List<Fault> chosen(Stream<Fault> faults, Predicate<String> wanted) {
        return faults.filter(fault -> wanted.test(fault.title())).toList();
    }

    /** What cannot be done to a process from outside without rights over the machine. */
    private static Stream<Finding> elsewhere() {
        return Stream.of(
                Finding.notInjected(
                        "clock jumps",
                        "the clock is the machine's; FaultScenarioTest.clock_jumps_change_nothing does it"),
                Finding.notInjected(
                        "disk full", "the disk is the machine's; DiskFaultScenarioTest.a_full_disk does it"));
    }

    static List<Finding> together(List<Fault> faults, Function<Fault, Finding> trial) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_THE_SAME_TIME);
        try {
            List<CompletableFuture<Finding>> findings = faults.stream()
                    .map(fault -> CompletableFuture.supplyAsync(() -> trial.apply(fault), threads))
                    .toList();
            return findings.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private Finding trial(Fault fault) {
        if (System.nanoTime() > end) {
            return Finding.notInjected(fault.title(), "the time was over");
        }
        Finding finding = Trial.of(rig, fault);
        progress.accept(fault.title());
        return finding;
    }
}
